package dev.baton.bench.plain;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes in batch mode and does nothing with the records: what is left is the cost of the channel. */
@ApplicationScoped
class Discard {

    @Incoming("discarded")
    void discard(ConsumerRecords<byte[], byte[]> records) {
        // What the row measures is how they come here.
    }
}
