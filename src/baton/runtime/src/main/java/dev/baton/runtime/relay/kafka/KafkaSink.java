package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.channel.kafka.BrokerAdmin;
import dev.baton.runtime.channel.kafka.KafkaEvents;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.EventSink;
import dev.baton.runtime.relay.Resting;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to Kafka with the producer of the channel {@code baton-outbox}. All versions of a type have one topic, and
 * each key has one partition.
 */
@Singleton
class KafkaSink implements EventSink {

    private static final Logger LOG = Logger.getLogger(KafkaSink.class);

    private final OutboxProducer producers;
    private final boolean chosen;
    private final RestingTopics topics;

    KafkaSink(OutboxProducer producers, BrokerAdmin broker, Clock clock, BatonConfig config) {
        this.producers = producers;
        this.chosen = config.relay().sink().isEmpty();
        this.topics = new RestingTopics(broker::describe, clock);
    }

    @Override
    public boolean chosen() {
        return chosen;
    }

    @Override
    public Resting resting() {
        return producers.isResting() ? Resting.ALL : new Resting(false, topics.now(), Set.of());
    }

    /**
     * Sends all events with one producer. If the producer fails, no event is sent after the record with which it
     * failed.
     */
    @Override
    public List<CompletionStage<Void>> send(List<OutboxRow> events) {
        Producer<String, byte[]> producer;
        try {
            producer = producers.get();
        } catch (KafkaException e) { // for example, the broker's name can't be resolved
            CompletionStage<Void> failed = CompletableFuture.failedFuture(e);
            return Collections.nCopies(events.size(), failed);
        }
        return send(producer, events);
    }

    private List<CompletionStage<Void>> send(Producer<String, byte[]> producer, List<OutboxRow> events) {
        List<CompletionStage<Void>> sent = new ArrayList<>(events.size());
        Map<String, Exception> unreachable = new ConcurrentHashMap<>();
        events.forEach(event -> sent.add(send(producer, event, unreachable)));
        // The round is complete, so the records that the producer still gathers (linger.ms) need not wait for more.
        producer.flush();
        return sent;
    }

    /**
     * Sends an event. A missing topic blocks the producer for a while ({@code max.block.ms}), so it is tried only once.
     */
    private CompletionStage<Void> send(
            Producer<String, byte[]> producer, OutboxRow event, Map<String, Exception> unreachable) {
        Exception known = unreachable.get(event.topic());
        if (known != null) {
            return CompletableFuture.failedFuture(known);
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            producer.send(KafkaEvents.write(event), (metadata, failure) -> {
                note(event.topic(), failure, unreachable);
                note(producer, failure);
                complete(sent, event, failure);
            });
        } catch (KafkaException | IllegalStateException e) { // the producer is in its error state, or closed
            note(producer, e);
            complete(sent, event, e);
        }
        return sent;
    }

    private void note(Producer<String, byte[]> producer, Exception failure) {
        if (failure == null) {
            producers.succeeded(producer);
        } else {
            producers.failed(producer, failure);
        }
    }

    private void note(String topic, @Nullable Exception failure, Map<String, Exception> unreachable) {
        if (failure == null) {
            topics.published(topic);
        } else if (isOfTheTopic(failure) && unreachable.putIfAbsent(topic, failure) == null) {
            topics.failed(topic);
        }
    }

    /** Returns whether the topic is missing or forbidden, or its name is invalid. */
    private static boolean isOfTheTopic(Exception failure) {
        return failure instanceof TimeoutException
                || failure instanceof UnknownTopicOrPartitionException
                || failure instanceof TopicAuthorizationException
                || failure instanceof InvalidTopicException;
    }

    private static void complete(CompletableFuture<Void> sent, OutboxRow event, @Nullable Exception failure) {
        if (failure == null) {
            sent.complete(null);
        } else if (failure instanceof RecordTooLargeException) {
            LOG.errorf(
                    "Event rejected by the broker; it stays in the outbox and is retried later: topic=%s"
                            + " eventId=%s cause=%s",
                    event.topic(), event.id(), failure.getMessage());
            sent.completeExceptionally(new Refused(String.valueOf(failure.getMessage())));
        } else {
            sent.completeExceptionally(failure);
        }
    }
}
