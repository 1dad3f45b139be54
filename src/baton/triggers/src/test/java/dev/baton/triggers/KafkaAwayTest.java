package dev.baton.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.triggers.error.TriggersException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaAwayTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void whatCantBeStoredIsNotAcceptedAndWhatWasIsDeliveredOnceKafkaIsBack() {
        try (EmbeddedBroker kafka = new EmbeddedBroker().start();
                Subscriber subscriber = Subscriber.answering(202);
                TriggerBroker broker = TriggerBroker.start(
                        TriggerBroker.Settings.of(kafka.bootstrapServers(), 0),
                        List.of(Scene.trigger("a", subscriber.url())))) {
            Producer producer = new Producer(broker);
            producer.send("a", "before");
            kafka.stop();

            HttpResponse<String> refused = producer.post("{}", Producer.binary("a", "meanwhile"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");

            kafka.start();
            await().atMost(LONG)
                    .until(() ->
                            producer.post("{}", Producer.binary("a", "after")).statusCode() == 202);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(subscriber.ids()).contains("before", "after"));
        }
    }

    @Test
    void withoutKafkaItDoesNotStart() {
        TriggerBroker.Settings nowhere = TriggerBroker.Settings.of("127.0.0.1:1", 0);

        assertThatThrownBy(() -> TriggerBroker.start(nowhere, List.of()))
                .isInstanceOf(TriggersException.class)
                .hasMessageContaining("127.0.0.1:1");
    }
}
