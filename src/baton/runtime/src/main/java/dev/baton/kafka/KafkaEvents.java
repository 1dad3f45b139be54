package dev.baton.kafka;

import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.JsonEvents;
import dev.baton.delivery.IncomingEvent;
import dev.baton.format.EventAttributes;
import dev.baton.outbox.OutboxRow;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Events as Kafka records: the Kafka protocol binding of CloudEvents 1.0.2. Writes binary mode, reads binary and structured. */
final class KafkaEvents {

    private static final String CONTENT_TYPE = "content-type";

    private KafkaEvents() {}

    /** The event in a record. What is no CloudEvent becomes one that says so, and holds the record's bytes. */
    static IncomingEvent read(ConsumerRecord<String, byte[]> record, int attempt) {
        String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
        try {
            CloudEvent event = event(record);
            EventAttributes.checkStorable(event);
            return new IncomingEvent(event, attempt, origin);
        } catch (IOException | RuntimeException e) { // whatever the SDK finds wrong with it
            EventRejectedException unreadable = new EventRejectedException(
                    Reason.UNREADABLE, "record " + origin + " is no CloudEvent: " + e.getMessage(), e);
            return new IncomingEvent(madeUp(record, origin), attempt, origin, unreadable);
        }
    }

    private static CloudEvent event(ConsumerRecord<String, byte[]> record) throws IOException {
        Header contentType = record.headers().lastHeader(CONTENT_TYPE);
        boolean structured = contentType != null
                && contentType.value() != null
                && record.value() != null
                && JsonEvents.mediaType(new String(contentType.value(), StandardCharsets.UTF_8))
                        .equals(JsonEvents.MEDIA_TYPE);
        return structured
                ? JsonEvents.event(JsonEvents.read(record.value()))
                : KafkaMessageFactory.createReader(record.headers(), record.value())
                        .toEvent();
    }

    private static CloudEvent madeUp(ConsumerRecord<String, byte[]> record, String origin) {
        return CloudEventBuilder.v1()
                .withId(origin)
                .withSource(URI.create("/kafka/" + record.topic()))
                .withType(record.topic())
                .withData("application/octet-stream", record.value() == null ? new byte[0] : record.value())
                .build();
    }

    static ProducerRecord<String, byte[]> write(OutboxRow event) {
        Headers headers = new RecordHeaders();
        event.attributes().forEach((name, value) -> headers.add(header(name), value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(event.topic(), null, null, event.key(), event.data(), headers);
    }

    private static String header(String attribute) {
        return attribute.equals("datacontenttype") ? CONTENT_TYPE : "ce_" + attribute;
    }
}
