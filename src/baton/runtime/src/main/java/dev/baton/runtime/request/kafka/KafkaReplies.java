package dev.baton.runtime.request.kafka;

import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.Extensions;
import dev.baton.cloudevents.KafkaBinding;
import dev.baton.cloudevents.UnreadableEventException;
import io.cloudevents.CloudEvent;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Offers records to the waiting requests. An event in binary mode is read only when a request waits for it. */
final class KafkaReplies {

    private static final Logger LOG = Logger.getLogger(KafkaReplies.class);

    /** Receives a possible reply, and reads the event only when a request waits for it. */
    @FunctionalInterface
    interface Requests {
        void offer(String type, @Nullable String correlationId, Supplier<CloudEvent> event);
    }

    private KafkaReplies() {}

    static void offer(ConsumerRecord<?, byte[]> record, Requests requests) {
        try {
            if (KafkaBinding.isStructured(record.headers())) {
                Event event = read(record);
                requests.offer(event.getType(), event.getExtension(Extensions.CORRELATION_ID), () -> event);
            } else {
                KafkaBinding.attribute(record.headers(), AttributeNames.TYPE)
                        .ifPresent(type -> requests.offer(type, correlationId(record), () -> read(record)));
            }
        } catch (UnreadableEventException e) {
            LOG.debugf(
                    "Record skipped because it is not an event: topic=%s partition=%d offset=%d cause=%s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private static Event read(ConsumerRecord<?, byte[]> record) {
        return KafkaBinding.read(record.headers(), record.value());
    }

    private static @Nullable String correlationId(ConsumerRecord<?, byte[]> record) {
        return KafkaBinding.attribute(record.headers(), Extensions.CORRELATION_ID)
                .orElse(null);
    }
}
