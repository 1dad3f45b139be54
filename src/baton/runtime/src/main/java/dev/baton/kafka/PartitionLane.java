package dev.baton.kafka;

import dev.baton.delivery.Delivery;
import dev.baton.delivery.DeliveryContexts;
import dev.baton.delivery.IncomingEvent;
import dev.baton.delivery.Outcome;
import dev.baton.retry.Backoff;
import dev.baton.routing.BatonFunction;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The records of one partition for as long as this process has it, delivered in order, one micro-batch at a time. An event that fails
 * is tried again in place a few times, and the records behind it wait; then it is kept elsewhere. Thread-safe: the channel fills it,
 * an event loop empties it.
 */
final class PartitionLane {

    private static final Logger LOG = Logger.getLogger(PartitionLane.class);

    private enum State {
        IDLE,
        DELIVERING,
        BACKING_OFF,
        CLOSED
    }

    /** What all lanes of a function share. */
    record Setting(
            BatonFunction function, Delivery delivery, DeliveryContexts contexts, Backoff backoff, int batchSize) {}

    private final Setting setting;
    private final String name;
    private final Consumer<PartitionLane> onRoom;
    private final LaneLoad load;
    private final LaneOffsets offsets = new LaneOffsets();
    private final LaneQueue queue = new LaneQueue();
    private final Deque<ConsumerRecord<byte[], byte[]>> announced = new ArrayDeque<>();
    private final LaneAttempts attempts;
    private final BatchSize batchSize;
    private final CountDownLatch drained = new CountDownLatch(1);
    private State state = State.IDLE;

    /** @param onRoom is called when the partition was paused and may be resumed; on any thread, perhaps several times */
    PartitionLane(Setting setting, String name, Consumer<PartitionLane> onRoom) {
        this.setting = setting;
        this.name = name;
        this.onRoom = onRoom;
        this.load = new LaneLoad(setting.batchSize());
        this.attempts = new LaneAttempts(setting.backoff());
        this.batchSize = new BatchSize(setting.batchSize());
    }

    LaneOffsets offsets() {
        return offsets;
    }

    /** Counts records that were polled, and are delivered soon; returns whether the partition has to be paused now. */
    synchronized boolean polled(List<ConsumerRecord<byte[], byte[]>> records) {
        announced.add(records.get(0));
        return load.polled(records);
    }

    /** Delivers records that were {@link #polled}. Those of an earlier assignment of the partition are left out: they come again. */
    synchronized void add(List<ConsumerRecord<byte[], byte[]>> records) {
        if (state != State.CLOSED && announced.peek() == records.get(0)) {
            announced.remove();
            queue.add(records);
            deliverNext();
        }
    }

    /** Returns whether the partition is to be resumed now: it was paused, and has room again. */
    synchronized boolean resume() {
        return load.resume();
    }

    /** Returns whether all records that were polled are settled. */
    synchronized boolean isIdle() {
        return load.isIdle();
    }

    /** Starts no further delivery. */
    synchronized void close() {
        if (state != State.DELIVERING) {
            drained.countDown();
        }
        state = State.CLOSED;
        queue.clear();
        announced.clear();
    }

    /** Waits, after {@link #close}, for the delivery that still runs; false when it took too long. */
    boolean awaitDrained(Duration longest) throws InterruptedException {
        return drained.await(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public String toString() {
        return name;
    }

    private synchronized void deliverNext() {
        if (state == State.IDLE && !queue.isEmpty()) {
            state = State.DELIVERING;
            setting.contexts().runPermitted(this::deliverBatch);
        }
    }

    private void deliverBatch() {
        List<ConsumerRecord<byte[], byte[]>> batch = nextBatch();
        Uni.createFrom()
                .deferred(() -> deliver(batch))
                .onFailure()
                .recoverWithItem(failure -> List.of(new Outcome.Failed(failure)))
                .subscribe()
                .with(outcomes -> done(batch, outcomes));
    }

    /** An event that failed is tried alone, so that its retries repeat nothing of others. */
    private synchronized List<ConsumerRecord<byte[], byte[]>> nextBatch() {
        return queue.take(attempts.next() > 1 ? 1 : batchSize.next());
    }

    private Uni<List<Outcome>> deliver(List<ConsumerRecord<byte[], byte[]>> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<IncomingEvent> events = batch.stream().map(this::read).toList();
        return setting.delivery().deliver(setting.function(), events);
    }

    private IncomingEvent read(ConsumerRecord<byte[], byte[]> record) {
        return KafkaEvents.read(record, attempts.next()).failedFirst(attempts.firstFailedAt());
    }

    private void done(List<ConsumerRecord<byte[], byte[]>> batch, List<Outcome> outcomes) {
        setting.contexts().release();
        int settled = (int) outcomes.stream().filter(Outcome::settled).count();
        boolean room = settle(batch.subList(0, settled), outcomes);
        goOn(batch.subList(settled, batch.size()), outcomes);
        if (room) {
            onRoom.accept(this);
        }
    }

    private synchronized boolean settle(List<ConsumerRecord<byte[], byte[]>> settled, List<Outcome> outcomes) {
        batchSize.handled(settled.size(), followUps(outcomes));
        if (!settled.isEmpty()) {
            offsets.handled(settled.get(settled.size() - 1).offset() + 1);
            attempts.settled();
        }
        return load.settled(settled);
    }

    private synchronized void goOn(List<ConsumerRecord<byte[], byte[]>> left, List<Outcome> outcomes) {
        if (state == State.CLOSED) {
            drained.countDown();
            return;
        }
        queue.putBack(left);
        outcomes.stream()
                .filter(outcome -> !outcome.settled())
                .findFirst()
                .ifPresentOrElse(outcome -> retryLater(left.get(0), outcome), this::next);
    }

    private void next() {
        state = State.IDLE;
        deliverNext();
    }

    private static int followUps(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToInt(outcome -> outcome instanceof Outcome.Handled handled
                        ? handled.followUps().size()
                        : 0)
                .sum();
    }

    private void retryLater(ConsumerRecord<byte[], byte[]> record, Outcome outcome) {
        state = State.BACKING_OFF;
        Duration pause = outcome instanceof Outcome.Failed failed
                ? afterFailure(record, failed.cause())
                : untried(record, outcome);
        setting.contexts().runLater(pause, this::retry);
    }

    private Duration afterFailure(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
        IncomingEvent event = read(record);
        Duration pause = attempts.failed(setting.contexts().now());
        event.log(
                setting.function(),
                () -> LOG.warnf(
                        "Event failed, it is tried again in place: function=%s partition=%s offset=%d attempt=%d retryInMs=%d cause=%s",
                        setting.function().name(), name, record.offset(), event.attempt(), pause.toMillis(), cause));
        return pause;
    }

    /** Logged once, not every two seconds of an outage. */
    private Duration untried(ConsumerRecord<byte[], byte[]> record, Outcome outcome) {
        Duration pause = attempts.untried();
        if (attempts.isUntriedForTheFirstTime()) {
            LOG.warnf(
                    "Partition waits: function=%s partition=%s offset=%d outcome=%s cause=%s",
                    setting.function().name(),
                    name,
                    record.offset(),
                    outcome.label(),
                    outcome instanceof Outcome.Unavailable unavailable ? unavailable.cause() : null);
        }
        return pause;
    }

    private synchronized void retry() {
        if (state == State.BACKING_OFF) {
            next();
        }
    }
}
