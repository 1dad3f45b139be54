package dev.baton.runtime.channel.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.runtime.channel.kafka.LaneInterceptor.Link;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.Test;

class LaneInterceptorTest {

    private static final String BATON = LaneInterceptor.class.getName();

    @Test
    void recordsThatTheLanesCannotTakeFailThePoll() {
        LaneInterceptor interceptor = new LaneInterceptor();
        interceptor.configure(Map.of(Link.SETTING, new Link()));

        // The Kafka client ignores an exception here, and continues after the records.
        assertThatThrownBy(() -> interceptor.onConsume(ConsumerRecords.empty())).isInstanceOf(Error.class);
    }

    @Test
    void theInterceptorMustBeTheLastOne() {
        assertThat(Link.isLast(interceptors(List.of("another.Interceptor", BATON))))
                .isTrue();
        assertThat(Link.isLast(interceptors(List.of(BATON, "another.Interceptor"))))
                .isFalse();
        assertThat(Link.isLast(interceptors("another.Interceptor"))).isFalse();
        assertThat(Link.isLast(Map.of())).isFalse();
    }

    private static Map<String, Object> interceptors(Object interceptors) {
        return Map.of(Link.SETTING, new Link(), ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, interceptors);
    }
}
