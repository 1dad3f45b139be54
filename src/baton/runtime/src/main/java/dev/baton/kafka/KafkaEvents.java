package dev.baton.kafka;

import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.outbox.OutboxRow;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Events as Kafka records: the Kafka protocol binding of CloudEvents 1.0.2. Writes binary mode, reads binary and structured. */
final class KafkaEvents {

    private static final String CONTENT_TYPE = "content-type";

    private KafkaEvents() {}

    /** @throws EventRejectedException when the record holds no CloudEvent */
    static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        try {
            return KafkaMessageFactory.createReader(record.headers(), record.value())
                    .toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw new EventRejectedException(
                    Reason.UNREADABLE,
                    "record " + record.topic() + "-" + record.partition() + "@" + record.offset()
                            + " is no CloudEvent: " + e.getMessage(),
                    e);
        }
    }

    static ProducerRecord<String, byte[]> write(OutboxRow event) {
        Headers headers = new RecordHeaders();
        event.attributes().forEach((name, value) -> headers.add(header(name), value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(event.type(), null, null, event.key(), event.data(), headers);
    }

    private static String header(String attribute) {
        return attribute.equals("datacontenttype") ? CONTENT_TYPE : "ce_" + attribute;
    }
}
