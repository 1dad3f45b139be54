package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.channel.kafka.KafkaEvents;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.EventSink.NotSent;
import dev.baton.runtime.relay.EventSink.Refused;
import dev.baton.runtime.telemetry.PublishTraces;
import dev.baton.runtime.telemetry.SendTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The records of one round of the relay, sent in order with one producer. After a record has failed, none of those
 * behind it is sent.
 */
final class KafkaRound {

    private static final Logger LOG = Logger.getLogger(KafkaRound.class);

    private record Sending(OutboxRow event, CompletableFuture<Void> sent, SendTrace trace) {

        void traced(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure != null) {
                trace.failed(failure);
            } else if (metadata != null) {
                trace.sent(metadata.partition(), metadata.hasOffset() ? metadata.offset() : -1);
            } else {
                trace.sent();
            }
        }
    }

    private final OutboxProducer producers;
    private final Producer<String, byte[]> producer;
    private final RestingPlaces places;
    private final PublishTraces traces;
    private final Thread sender = Thread.currentThread();
    private final long begun = System.nanoTime();
    private final List<Sending> sendings = new ArrayList<>();
    private final Map<String, Exception> unreachable = new ConcurrentHashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();

    /** @param producer the producer of the round; fails as {@link OutboxProducer#get} does */
    KafkaRound(OutboxProducer producers, RestingPlaces places, PublishTraces traces) {
        this.producers = producers;
        this.producer = producers.get();
        this.places = places;
        this.traces = traces;
    }

    List<CompletionStage<Void>> send(List<OutboxRow> events) {
        List<CompletionStage<Void>> sent = new ArrayList<>(events.size());
        events.forEach(event -> sent.add(send(event)));
        // The round is complete, so the records that the producer still gathers (linger.ms) need not wait for more.
        producers.flush(producer);
        return sent;
    }

    /**
     * Sends an event. A missing topic blocks the producer for a while ({@code max.block.ms}), so it is tried only once.
     */
    private CompletionStage<Void> send(OutboxRow event) {
        Exception known = unreachable.get(event.topic());
        if (known != null) {
            return CompletableFuture.failedFuture(known);
        }
        if (places.rests(event)) {
            return CompletableFuture.failedFuture(new NotSent("its partition can't be written now"));
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Sending sending = new Sending(event, sent, traces.toKafka(event.topic(), event.attributes()));
        sendings.add(sending);
        try {
            producer.send(record(event), (metadata, failure) -> ended(sending, metadata, failure));
            if (!sent.isCompletedExceptionally()) { // its metadata is known then
                partitions.computeIfAbsent(
                        event.topic(), topic -> producer.partitionsFor(topic).size());
            }
        } catch (KafkaException | IllegalStateException e) { // the producer is in its error state, or closed
            ended(sending, null, e);
        }
        return sent;
    }

    private ProducerRecord<String, byte[]> record(OutboxRow event) {
        ProducerRecord<String, byte[]> record = KafkaEvents.write(event);
        OptionalInt partition = places.partitionFor(event);
        return partition.isEmpty()
                ? record
                : new ProducerRecord<>(
                        record.topic(), partition.getAsInt(), record.key(), record.value(), record.headers());
    }

    private void ended(Sending sending, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        OutboxRow event = sending.event();
        CompletableFuture<Void> sent = sending.sent();
        sending.traced(metadata, failure);
        if (failure == null) {
            producers.succeeded(producer);
            places.published(
                    event, metadata == null ? -1 : metadata.partition(), Duration.ofNanos(System.nanoTime() - begun));
            sent.complete(null);
        } else if (isRefusal(failure)) {
            refuse(event, sent, failure);
        } else if (producers.isReplaced(producer)) {
            sent.completeExceptionally(new NotSent("its producer was closed"));
        } else {
            fail(event, failure);
            sent.completeExceptionally(failure);
        }
    }

    /**
     * Closes the producer, unless it did not take the event in the first place, and therefore none of the later ones.
     */
    private void fail(OutboxRow event, Exception failure) {
        boolean taken = Thread.currentThread() != sender;
        if (isOfTheTopic(failure) && unreachable.putIfAbsent(event.topic(), failure) == null) {
            places.failed(event.topic(), taken ? event : null, failure.toString());
        }
        producers.failed(producer, failure);
        if (taken) {
            producers.replace(producer);
        }
    }

    private static void refuse(OutboxRow event, CompletableFuture<Void> sent, Exception failure) {
        LOG.errorf(
                "Event rejected by the broker; it stays in the outbox and is retried later: topic=%s eventId=%s cause=%s",
                event.topic(), event.id(), failure.getMessage());
        sent.completeExceptionally(new Refused(String.valueOf(failure.getMessage())));
    }

    /**
     * Lets the partitions of the events without a result rest, and closes the producer, which would otherwise keep them
     * in its buffer. It sends those of a partition in order until it is closed, and none after one that it did not send.
     */
    void giveUp(long waitedMillis) {
        Map<String, Set<Integer>> stuck = new HashMap<>();
        for (Sending sending : sendings) {
            // The first event of a partition is the one to try it with: a later one would overtake it.
            if (sending.sent().completeExceptionally(new NotSent("not confirmed in time"))
                    && !places.rests(sending.event())) {
                String topic = sending.event().topic();
                Place place = places.stuck(
                        sending.event(),
                        partitions.getOrDefault(topic, 0),
                        "the broker did not confirm an event within " + waitedMillis + " ms");
                stuck.computeIfAbsent(topic, any -> new TreeSet<>()).add(place.partition());
            }
        }
        producers.replace(producer);
        stuck.forEach((topic, numbers) -> LOG.errorf(
                "Events not confirmed by the broker; they stay in the outbox and others pass: topic=%s partitions=%s"
                        + " waitedMs=%d",
                topic, numbers, waitedMillis));
    }

    /** Returns whether the topic is missing or forbidden, or its name is invalid. */
    private static boolean isOfTheTopic(Exception failure) {
        return failure instanceof TimeoutException
                || failure instanceof UnknownTopicOrPartitionException
                || failure instanceof TopicAuthorizationException
                || failure instanceof InvalidTopicException;
    }

    /** Returns whether the broker will never accept the record as it is, but others of its topic. */
    static boolean isRefusal(@Nullable Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof InvalidTimestampException;
    }
}
