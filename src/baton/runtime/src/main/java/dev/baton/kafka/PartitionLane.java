package dev.baton.kafka;

import dev.baton.delivery.Delivery;
import dev.baton.delivery.DeliveryContexts;
import dev.baton.delivery.IncomingEvent;
import dev.baton.delivery.Outcome;
import dev.baton.retry.Backoff;
import dev.baton.routing.BatonFunction;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The events of one partition, delivered in order, one micro-batch at a time. An event that fails is tried again in place a
 * few times, and what is behind it waits; then it is kept elsewhere. Thread-safe: the consumer's thread fills it, an event loop empties it.
 */
final class PartitionLane {

    private static final Logger LOG = Logger.getLogger(PartitionLane.class);

    private enum State {
        IDLE,
        DELIVERING,
        BACKING_OFF,
        CLOSED
    }

    /** What a lane needs of the consumer that it belongs to. */
    record Setting(
            BatonFunction function, Delivery delivery, DeliveryContexts contexts, Backoff backoff, int batchSize) {}

    /** Between looks at whether the database is back, or another delivery of the same event has ended. */
    private static final Backoff UNTRIED = Backoff.of(Duration.ofMillis(100), Duration.ofSeconds(2));

    /** Large records make small micro-batches: each is in memory several times while it is delivered. */
    private static final long BATCH_BYTES = 1024 * 1024;

    private final Setting setting;
    private final String name;
    private final Deque<ConsumerRecord<String, byte[]>> queue = new ArrayDeque<>();
    private final CountDownLatch drained = new CountDownLatch(1);
    private final BatchSize batchSize;
    private State state = State.IDLE;
    private int attempt = 1;
    private Instant firstFailedAt;
    private int untried;
    private long handledUpTo = -1;
    private long committedUpTo = -1;
    private long waitingBytes;

    PartitionLane(Setting setting, String name) {
        this.setting = setting;
        this.name = name;
        this.batchSize = new BatchSize(setting.batchSize());
    }

    synchronized void add(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            queue.addLast(record);
            waitingBytes += bytes(record);
        }
        deliverNext();
    }

    synchronized int waiting() {
        return queue.size();
    }

    /** Bytes of what waits: records may have any size. */
    synchronized long waitingBytes() {
        return waitingBytes;
    }

    /** The offset to commit, until {@link #committed} says that the group has it. */
    synchronized OptionalLong uncommitted() {
        return handledUpTo > committedUpTo ? OptionalLong.of(handledUpTo) : OptionalLong.empty();
    }

    synchronized void committed(long offset) {
        committedUpTo = Math.max(committedUpTo, offset);
    }

    /** Starts no further delivery. */
    synchronized void close() {
        if (state != State.DELIVERING) {
            drained.countDown();
        }
        state = State.CLOSED;
        queue.clear();
        waitingBytes = 0;
    }

    /** Waits, after {@link #close}, for the delivery that still runs; false when it took too long. */
    boolean awaitDrained(Duration longest) throws InterruptedException {
        return drained.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void deliverNext() {
        if (state == State.IDLE && !queue.isEmpty()) {
            state = State.DELIVERING;
            setting.contexts().runPermitted(this::deliverBatch);
        }
    }

    private void deliverBatch() {
        List<ConsumerRecord<String, byte[]>> batch = nextBatch();
        Uni.createFrom()
                .deferred(() -> deliver(batch))
                .onFailure()
                .recoverWithItem(failure -> List.of(new Outcome.Failed(failure)))
                .subscribe()
                .with(outcomes -> done(batch, outcomes));
    }

    private synchronized List<ConsumerRecord<String, byte[]>> nextBatch() {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        // What failed is tried alone, so that its retries repeat nothing of others.
        int size = attempt > 1 ? 1 : batchSize.next();
        long stopAt = waitingBytes - BATCH_BYTES;
        while (!queue.isEmpty() && batch.size() < size && waitingBytes > stopAt) {
            ConsumerRecord<String, byte[]> record = queue.poll();
            waitingBytes -= bytes(record);
            batch.add(record);
        }
        return batch;
    }

    private Uni<List<Outcome>> deliver(List<ConsumerRecord<String, byte[]>> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<IncomingEvent> events = batch.stream().map(this::read).toList();
        return setting.delivery().deliver(setting.function(), events);
    }

    private IncomingEvent read(ConsumerRecord<String, byte[]> record) {
        return KafkaEvents.read(record, attempt).failedFirst(firstFailedAt);
    }

    private void done(List<ConsumerRecord<String, byte[]>> batch, List<Outcome> outcomes) {
        setting.contexts().release();
        synchronized (this) {
            int settled = (int) outcomes.stream().filter(Outcome::settled).count();
            batchSize.handled(settled, followUps(outcomes));
            if (settled > 0) {
                handledUpTo = batch.get(settled - 1).offset() + 1;
                attempt = 1;
                firstFailedAt = null;
                untried = 0;
            }
            if (state == State.CLOSED) {
                drained.countDown();
                return;
            }
            for (int i = batch.size() - 1; i >= settled; i--) {
                queue.addFirst(batch.get(i));
                waitingBytes += bytes(batch.get(i));
            }
            if (settled < outcomes.size()) {
                retryLater(batch.get(settled), outcomes.get(settled));
                return;
            }
            state = State.IDLE;
            deliverNext();
        }
    }

    private static long bytes(ConsumerRecord<String, byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    private static int followUps(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToInt(outcome -> outcome instanceof Outcome.Handled handled
                        ? handled.followUps().size()
                        : 0)
                .sum();
    }

    private void retryLater(ConsumerRecord<String, byte[]> record, Outcome outcome) {
        state = State.BACKING_OFF;
        setting.contexts()
                .runLater(
                        outcome instanceof Outcome.Failed failed
                                ? afterFailure(record, failed.cause())
                                : untried(record, outcome),
                        this::retry);
    }

    private Duration afterFailure(ConsumerRecord<String, byte[]> record, Throwable cause) {
        Duration pause = setting.backoff().after(attempt);
        read(record)
                .log(
                        setting.function(),
                        () -> LOG.warnf(
                                "Event failed, it is tried again in place: function=%s partition=%s offset=%d attempt=%d retryInMs=%d cause=%s",
                                setting.function().name(), name, record.offset(), attempt, pause.toMillis(), cause));
        firstFailedAt = firstFailedAt == null ? setting.contexts().now() : firstFailedAt;
        attempt++;
        untried = 0;
        return pause;
    }

    /** No attempt was made, so none is counted. Said once, not every two seconds of an outage. */
    private Duration untried(ConsumerRecord<String, byte[]> record, Outcome outcome) {
        untried++;
        if (untried == 1) {
            LOG.warnf(
                    "Partition waits: function=%s partition=%s offset=%d outcome=%s cause=%s",
                    setting.function().name(),
                    name,
                    record.offset(),
                    outcome.label(),
                    outcome instanceof Outcome.Unavailable unavailable ? unavailable.cause() : null);
        }
        return UNTRIED.after(untried);
    }

    private synchronized void retry() {
        if (state == State.BACKING_OFF) {
            state = State.IDLE;
            deliverNext();
        }
    }
}
