package dev.baton.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The comparator for the cost of a channel: Kafka's client in a loop that does nothing with the records. */
final class DiscardByHand {

    private DiscardByHand() {}

    public static void main(String[] arguments) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                arguments[0],
                "group.id",
                Services.DISCARDED,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "auto.commit.interval.ms",
                200,
                "max.poll.records",
                2000);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Services.DISCARDED));
            while (true) {
                consumer.poll(Duration.ofMillis(250));
            }
        }
    }
}
