package dev.baton.runtime.channel.kafka;

import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.KafkaBinding;
import dev.baton.cloudevents.UnreadableEventException;
import dev.baton.runtime.catalog.EventAttributes;
import dev.baton.runtime.channel.MadeUpEvent;
import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.outbox.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Conversion between events and Kafka records. It writes binary mode, and reads binary and structured mode. */
public final class KafkaEvents {

    private KafkaEvents() {}

    /**
     * Returns the event in a record. A record that is not a CloudEvent becomes an event that is marked as unreadable
     * and holds the record's bytes.
     */
    static IncomingEvent read(ConsumerRecord<?, byte[]> record, int attempt) {
        String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
        OptionalLong size = StandIn.sizeOf(StandIn.TOO_LARGE, record.headers(), record.value());
        if (size.isPresent()) {
            return unreadable(
                    record,
                    attempt,
                    origin,
                    "has " + size.getAsLong()
                            + " bytes unpacked, more than baton.kafka.max-record-size; it is still on its topic",
                    null);
        }
        try {
            Event event = KafkaBinding.read(record.headers(), record.value());
            EventAttributes.checkStorable(event.attributes());
            return new IncomingEvent(event, attempt, origin).publishedAt(record.timestamp());
        } catch (UnreadableEventException | EventRejectedException e) {
            return unreadable(record, attempt, origin, "is not a CloudEvent: " + e.getMessage(), e);
        }
    }

    private static IncomingEvent unreadable(
            ConsumerRecord<?, byte[]> record, int attempt, String origin, String why, @Nullable Exception cause) {
        EventRejectedException unreadable =
                new EventRejectedException(Reason.UNREADABLE, "record " + origin + " " + why, cause);
        return new IncomingEvent(madeUp(record, origin), attempt, origin, unreadable).publishedAt(record.timestamp());
    }

    private static Event madeUp(ConsumerRecord<?, byte[]> record, String origin) {
        return Event.stored(
                MadeUpEvent.attributes(origin + "-" + fingerprint(record), "/kafka/" + record.topic(), record.topic()),
                record.value());
    }

    /**
     * Returns a fingerprint of the record's time and content, because a topic that was deleted and created again reuses
     * the same offsets.
     */
    private static String fingerprint(ConsumerRecord<?, byte[]> record) {
        CRC32C checksum = new CRC32C();
        record.headers().forEach(header -> {
            checksum.update(header.key().getBytes(StandardCharsets.UTF_8));
            update(checksum, header.value());
        });
        update(checksum, record.value());
        return "%x-%08x".formatted(record.timestamp(), checksum.getValue());
    }

    private static void update(CRC32C checksum, byte[] bytes) {
        if (bytes != null) {
            checksum.update(bytes);
        }
    }

    public static ProducerRecord<String, byte[]> write(OutboxRow event) {
        Headers headers = new RecordHeaders();
        byte[] value = KafkaBinding.write(event.event(), headers);
        return new ProducerRecord<>(event.topic(), null, null, event.key(), value, headers);
    }
}
