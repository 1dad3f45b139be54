package dev.baton.kafka;

import dev.baton.outbox.EventSink;
import dev.baton.outbox.OutboxRow;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** Publishes to Kafka with an idempotent producer: one topic a type, one partition a key. */
@Singleton
class KafkaSink implements EventSink {

    private final KafkaSettings settings;
    private Producer<String, byte[]> producer;

    KafkaSink(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<CompletionStage<Void>> send(List<OutboxRow> events) {
        List<CompletionStage<Void>> sent = new ArrayList<>(events.size());
        events.forEach(event -> sent.add(send(event)));
        return sent;
    }

    private CompletionStage<Void> send(OutboxRow event) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            producer().send(KafkaEvents.write(event), (metadata, failure) -> {
                if (failure == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings.producer());
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
