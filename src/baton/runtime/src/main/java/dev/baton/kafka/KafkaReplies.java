package dev.baton.kafka;

import dev.baton.request.WaitingRequests;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/** Hands records to the requests that wait. An event in binary mode is read only when one waits for it. */
final class KafkaReplies {

    private static final Logger LOG = Logger.getLogger(KafkaReplies.class);
    private static final String STRUCTURED = "application/cloudevents";

    private KafkaReplies() {}

    static void offer(ConsumerRecord<String, byte[]> record, WaitingRequests requests) {
        try {
            String type = header(record, "ce_type");
            if (type != null) {
                requests.offer(type, header(record, "ce_correlationid"), () -> read(record));
            } else if (isStructured(record)) {
                CloudEvent event = read(record);
                Object correlationId = event.getExtension("correlationid");
                requests.offer(event.getType(), correlationId == null ? null : correlationId.toString(), () -> event);
            }
        } catch (RuntimeException e) { // whatever the SDK finds wrong with it
            LOG.debugf(
                    "Record skipped, it is no event: topic=%s partition=%d offset=%d cause=%s",
                    record.topic(), record.partition(), record.offset(), e);
        }
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        return KafkaMessageFactory.createReader(record.headers(), record.value())
                .toEvent();
    }

    private static boolean isStructured(ConsumerRecord<String, byte[]> record) {
        String contentType = header(record, "content-type");
        return contentType != null && contentType.startsWith(STRUCTURED);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
