package dev.baton.bench.plain;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer in batch mode that does nothing with the records, so that only the cost of the channel remains. */
@ApplicationScoped
class Discard {

    @Incoming("discarded")
    void discard(ConsumerRecords<byte[], byte[]> records) {
        // This row measures only how the records arrive here.
    }
}
