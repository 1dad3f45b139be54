package dev.baton.kafka;

import dev.baton.EventRejectedException;
import dev.baton.delivery.Delivery;
import dev.baton.delivery.DeliveryContexts;
import dev.baton.delivery.IncomingEvent;
import dev.baton.delivery.Outcome;
import dev.baton.retry.Backoff;
import dev.baton.routing.BatonFunction;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
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
 * The events of one partition, delivered in order, one micro-batch at a time. An event that takes no effect is tried again
 * in place, and what is behind it waits. Thread-safe: the consumer's thread fills it, an event loop empties it.
 */
final class PartitionLane {

    private static final Logger LOG = Logger.getLogger(PartitionLane.class);

    /** What a lane needs of the consumer that it belongs to. */
    record Setting(
            BatonFunction function,
            Delivery delivery,
            DeliveryContexts contexts,
            Permits permits,
            Backoff backoff,
            int batchSize) {}

    private final Setting setting;
    private final String name;
    private final Deque<ConsumerRecord<String, byte[]>> queue = new ArrayDeque<>();
    private final CountDownLatch drained = new CountDownLatch(1);
    private boolean busy;
    private boolean closed;
    private int attempt = 1;
    private long handledUpTo = -1;
    private long committedUpTo = -1;

    PartitionLane(Setting setting, String name) {
        this.setting = setting;
        this.name = name;
    }

    synchronized void add(List<ConsumerRecord<String, byte[]>> records) {
        queue.addAll(records);
        deliverNext();
    }

    synchronized int waiting() {
        return queue.size();
    }

    /** Which attempt the first event is at; above 1 it holds the partition. */
    synchronized int attempt() {
        return attempt;
    }

    /** The offset to commit, if there is a new one. */
    synchronized OptionalLong takeOffset() {
        if (handledUpTo == committedUpTo) {
            return OptionalLong.empty();
        }
        committedUpTo = handledUpTo;
        return OptionalLong.of(handledUpTo);
    }

    /** Starts no further delivery. */
    synchronized void close() {
        closed = true;
        queue.clear();
        if (!busy) {
            drained.countDown();
        }
    }

    /** Waits, after {@link #close}, for the delivery that still runs; false when it took too long. */
    boolean awaitDrained(Duration longest) throws InterruptedException {
        return drained.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void deliverNext() {
        if (!busy && !closed && !queue.isEmpty()) {
            busy = true;
            setting.permits().acquire(() -> setting.contexts().run(this::deliverBatch));
        }
    }

    private void deliverBatch() {
        List<ConsumerRecord<String, byte[]>> batch = nextBatch();
        deliver(batch)
                .onFailure()
                .recoverWithItem(failure -> List.of(new Outcome.Failed(failure)))
                .subscribe()
                .with(outcomes -> done(batch, outcomes));
    }

    private synchronized List<ConsumerRecord<String, byte[]>> nextBatch() {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        // What failed is tried alone, so that its retries repeat nothing of others.
        int size = attempt > 1 ? 1 : setting.batchSize();
        while (!queue.isEmpty() && batch.size() < size) {
            batch.add(queue.poll());
        }
        return batch;
    }

    private Uni<List<Outcome>> deliver(List<ConsumerRecord<String, byte[]>> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<IncomingEvent> events = new ArrayList<>(batch.size());
        try {
            for (ConsumerRecord<String, byte[]> record : batch) {
                events.add(new IncomingEvent(KafkaEvents.read(record), attempt));
            }
        } catch (EventRejectedException e) {
            if (events.isEmpty()) {
                return Uni.createFrom().item(List.of(new Outcome.Rejected(e)));
            }
        }
        return setting.delivery().deliver(setting.function(), events);
    }

    private void done(List<ConsumerRecord<String, byte[]>> batch, List<Outcome> outcomes) {
        setting.permits().release();
        synchronized (this) {
            int effective = (int) outcomes.stream().filter(Outcome::effective).count();
            if (effective > 0) {
                handledUpTo = batch.get(effective - 1).offset() + 1;
                attempt = 1;
            }
            if (closed) {
                drained.countDown();
                return;
            }
            for (int i = batch.size() - 1; i >= effective; i--) {
                queue.addFirst(batch.get(i));
            }
            if (effective < outcomes.size()) {
                retryLater(batch.get(effective), outcomes.get(effective));
                return;
            }
            busy = false;
            deliverNext();
        }
    }

    private void retryLater(ConsumerRecord<String, byte[]> record, Outcome outcome) {
        Throwable cause =
                outcome instanceof Outcome.Rejected rejected ? rejected.cause() : ((Outcome.Failed) outcome).cause();
        Duration pause = setting.backoff().after(attempt);
        LOG.errorf(
                attempt == 1 ? cause : null,
                "Event took no effect, its partition waits: function=%s partition=%s offset=%d attempt=%d retryInMs=%d cause=%s",
                setting.function().name(),
                name,
                record.offset(),
                attempt,
                pause.toMillis(),
                cause);
        attempt++;
        setting.contexts().runLater(pause, this::retry);
    }

    private synchronized void retry() {
        busy = false;
        if (closed) {
            drained.countDown();
        } else {
            deliverNext();
        }
    }
}
