package dev.baton.kafka;

import dev.baton.config.BatonConfig;
import dev.baton.outbox.EventSink;
import dev.baton.outbox.OutboxRow;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Publishes to Kafka with an idempotent producer: one topic a type (all its versions), one partition a key. */
@Singleton
class KafkaSink implements EventSink {

    private final KafkaSettings settings;
    private final boolean chosen;
    private Producer<String, byte[]> producer;

    KafkaSink(KafkaSettings settings, BatonConfig config) {
        this.settings = settings;
        this.chosen = config.relay().sink().isEmpty();
    }

    @Override
    public boolean chosen() {
        return chosen;
    }

    @Override
    public List<CompletionStage<Void>> send(List<OutboxRow> events) {
        List<CompletionStage<Void>> sent = new ArrayList<>(events.size());
        Map<String, Exception> unreachable = new ConcurrentHashMap<>();
        events.forEach(event -> sent.add(send(event, unreachable)));
        flush();
        return sent;
    }

    /** A topic that isn't there blocks the producer for a while ({@code max.block.ms}): once in a round is enough. */
    private CompletionStage<Void> send(OutboxRow event, Map<String, Exception> unreachable) {
        Exception known = unreachable.get(event.topic());
        if (known != null) {
            return CompletableFuture.failedFuture(known);
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            producer().send(KafkaEvents.write(event), (metadata, failure) -> {
                if (failure instanceof TimeoutException) {
                    unreachable.put(event.topic(), failure);
                }
                complete(sent, failure);
            });
        } catch (KafkaException e) {
            complete(sent, e);
        }
        return sent;
    }

    private static void complete(CompletableFuture<Void> sent, Exception failure) {
        if (failure == null) {
            sent.complete(null);
        } else {
            sent.completeExceptionally(failure);
        }
    }

    /** The round is complete: what the producer still gathers ({@code linger.ms}) need not wait for more. */
    private void flush() {
        Producer<String, byte[]> running = running();
        if (running != null) {
            running.flush();
        }
    }

    private synchronized Producer<String, byte[]> running() {
        return producer;
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
