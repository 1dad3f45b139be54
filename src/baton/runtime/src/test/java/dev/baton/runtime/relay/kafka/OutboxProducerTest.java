package dev.baton.runtime.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class OutboxProducerTest {

    private static final Map<String, Object> SETTINGS = Map.of(
            "bootstrap.servers",
            "127.0.0.1:1",
            "key.serializer",
            StringSerializer.class.getName(),
            "value.serializer",
            ByteArraySerializer.class.getName());

    private final OutboxProducer outbox = new OutboxProducer(() -> SETTINGS, Clock.systemUTC());

    @Test
    void noProducerIsMadeAfterTheEnd() {
        Producer<String, byte[]> producer = outbox.get();
        assertThat(outbox.get()).isSameAs(producer);

        outbox.close();

        assertThatThrownBy(outbox::get).isInstanceOf(KafkaException.class).hasMessageContaining("closed");
    }
}
