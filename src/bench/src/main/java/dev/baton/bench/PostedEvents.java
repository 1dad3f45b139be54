package dev.baton.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Posted messages for a topic as the gateway publishes them: binary CloudEvents, about 150 bytes of text each. */
final class PostedEvents {

    /** The version that log-message handles. The topic is that of the oldest version. */
    private static final String TYPE = "chat.message.posted.v2";

    private static final String TEXT =
            "It is a truth universally acknowledged, that a single message in possession of a good sender, must be in want of a reader; say I, number %08d.";

    private PostedEvents() {}

    /** @throws IllegalStateException if an event did not reach the topic, because the rows would wait for it forever */
    static void preload(Services services, String topic, int events, int rooms) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                services.bootstrapServers(),
                "linger.ms",
                20,
                "batch.size",
                131_072,
                // The topics are new; see KAFKA-15591.
                "max.in.flight.requests.per.connection",
                1,
                "acks",
                "all");
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            AtomicReference<Exception> failed = new AtomicReference<>();
            for (int i = 0; i < events; i++) {
                producer.send(record(topic, "room-" + i % rooms, "user-" + i % 977, i), (metadata, failure) -> {
                    if (failure != null) {
                        failed.set(failure);
                    }
                });
            }
            producer.flush();
            if (failed.get() != null) {
                throw new IllegalStateException("not all events reached the topic " + topic, failed.get());
            }
        }
    }

    private static ProducerRecord<String, byte[]> record(String topic, String room, String user, int number) {
        Instant time = Instant.now();
        String id = id(number, time);
        String now = time.toString();
        String data = "{\"messageId\":\"%s\",\"room\":\"%s\",\"sender\":\"%s\",\"text\":\"%s\",\"sentAt\":\"%s\"}"
                .formatted(id, room, user, TEXT.formatted(number), now);
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, room, data.getBytes(StandardCharsets.UTF_8));
        header(event, "ce_specversion", "1.0");
        header(event, "ce_id", id);
        header(
                event,
                "ce_source",
                URI.create("/chat/rooms/" + room + "/members/" + user).toString());
        header(event, "ce_type", TYPE);
        header(event, "content-type", "application/json");
        header(event, "ce_time", now);
        header(event, "ce_subject", room);
        header(event, "ce_partitionkey", room);
        header(event, "ce_correlationid", id);
        return event;
    }

    /** Returns a UUID of version 7, as the gateway's page makes them. */
    private static String id(int number, Instant time) {
        UUID random = UUID.nameUUIDFromBytes(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
        return new UUID(
                        time.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xFFF,
                        random.getLeastSignificantBits())
                .toString();
    }

    private static void header(ProducerRecord<String, byte[]> event, String name, String value) {
        event.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
