package dev.baton.runtime.delivery;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.memory.OutOfMemory;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Messages whose order counts, for example those of a partition, delivered to a function one micro-batch at a time. A
 * failed event is retried in place a few times while the messages after it wait. Then it is kept elsewhere.
 * Thread-safe: the owner fills the lane, and event loops empty it.
 */
public final class Lane<M> {

    private static final Logger LOG = Logger.getLogger(Lane.class);

    private enum State {
        IDLE,
        DELIVERING,
        BACKING_OFF,
        CLOSED
    }

    /** The settings that all lanes of a function share. */
    public record Setting(
            BatonFunction function,
            Deliveries deliveries,
            DeliveryContexts contexts,
            Backoff backoff,
            int batchSize,
            long batchBytes) {}

    /** The source of the messages. Its methods are called on any thread, one call at a time. */
    public interface Origin<M> {

        /**
         * Returns the event in a message. For a message without an event, the result says why it is
         * {@link IncomingEvent#unreadable}.
         */
        IncomingEvent read(M message, int attempt);

        /** Returns approximately how many bytes of memory the message takes. */
        long bytes(M message);

        /** Reports that the first messages of the lane, in order, are handled or durably kept elsewhere. */
        void settled(List<M> messages);

        /**
         * Reports that the first message failed and that Baton could not keep it elsewhere in this attempt.
         *
         * @return whether the lane continues without the message; otherwise the message is tried again
         */
        default boolean refused(M message, int attempt, Throwable cause) {
            return false;
        }

        /** Returns the position of the message, for logs: {@code partition=... offset=...}. */
        String position(M message);
    }

    private final Setting setting;
    private final Origin<M> origin;
    private final LaneQueue<M> queue;
    private final LaneAttempts attempts;
    private final BatchSize batchSize;
    private final CountDownLatch drained = new CountDownLatch(1);
    private State state = State.IDLE;

    public Lane(Setting setting, Origin<M> origin) {
        this.setting = setting;
        this.origin = origin;
        this.queue = new LaneQueue<>(origin::bytes, setting.batchBytes());
        this.attempts = new LaneAttempts(setting.backoff());
        this.batchSize = new BatchSize(setting.batchSize());
    }

    /** Delivers the messages after those that the lane already has. A closed lane ignores them. */
    public synchronized void add(List<M> messages) {
        if (state != State.CLOSED) {
            queue.add(messages);
            deliverNext();
        }
    }

    /** Closes the lane, which starts no further delivery. It may be closed again while a delivery is running. */
    public synchronized void close() {
        if (state == State.IDLE || state == State.BACKING_OFF) {
            drained.countDown();
        }
        state = State.CLOSED;
        queue.clear();
    }

    /** Waits, after {@link #close}, for the running delivery to end. Returns false if that takes too long. */
    public boolean awaitDrained(Duration longest) throws InterruptedException {
        return drained.await(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS);
    }

    private synchronized void deliverNext() {
        if (state == State.IDLE && !queue.isEmpty()) {
            state = State.DELIVERING;
            setting.contexts().runPermitted(this::deliverBatch);
        }
    }

    private void deliverBatch() {
        List<M> batch = nextBatch();
        Uni.createFrom()
                .deferred(() -> deliver(batch))
                .onFailure()
                .recoverWithItem(failure -> List.of(new Outcome.Failed(failure)))
                .subscribe()
                .with(outcomes -> done(batch, outcomes));
    }

    /**
     * Returns the next messages to deliver. A failed event is retried alone, so that the retry does not repeat other
     * events.
     */
    private synchronized List<M> nextBatch() {
        return queue.take(attempts.next() > 1 ? 1 : batchSize.next());
    }

    private Uni<List<Outcome>> deliver(List<M> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<IncomingEvent> events = batch.stream().map(this::read).toList();
        return setting.deliveries().deliver(setting.function(), events);
    }

    private IncomingEvent read(M message) {
        return origin.read(message, attempts.next()).failedFirst(attempts.firstFailedAt());
    }

    private void done(List<M> batch, List<Outcome> outcomes) {
        setting.contexts().release();
        int settled = (int) outcomes.stream().filter(Outcome::settled).count();
        synchronized (this) {
            batchSize.handled(settled, followUps(outcomes));
            if (settled > 0) {
                attempts.settled();
            }
        }
        try {
            tellSettled(batch.subList(0, settled));
        } finally { // nothing else would start the lane again
            goOn(batch.subList(settled, batch.size()), outcomes);
        }
    }

    /**
     * Reports settled messages to the origin. The lane continues even if the origin throws, because nothing else would
     * start it again.
     */
    private void tellSettled(List<M> messages) {
        try {
            if (!messages.isEmpty()) {
                origin.settled(messages);
            }
        } catch (Throwable e) {
            LOG.errorf(
                    e,
                    "Handled messages could not be reported to their origin; they may be delivered again:"
                            + " function=%s %s count=%d",
                    setting.function().name(),
                    origin.position(messages.get(0)),
                    messages.size());
        }
    }

    private synchronized void goOn(List<M> left, List<Outcome> outcomes) {
        if (state == State.CLOSED) {
            drained.countDown();
            return;
        }
        queue.putBack(left);
        outcomes.stream()
                .filter(outcome -> !outcome.settled())
                .findFirst()
                .ifPresentOrElse(outcome -> retryLaterInAnyCase(left.get(0), outcome), this::next);
    }

    private void retryLaterInAnyCase(M message, Outcome outcome) {
        try {
            retryLater(message, outcome);
        } catch (Throwable e) {
            OutOfMemory.check(e);
            LOG.errorf(
                    e,
                    "The origin of a failed event failed as well; the event is retried: function=%s %s",
                    setting.function().name(),
                    origin.position(message));
            backOff(attempts.untried());
        }
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

    private void retryLater(M message, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            if (origin.refused(message, attempts.next(), failed.cause())) {
                queue.take(1);
                attempts.settled();
                next();
            } else {
                backOff(afterFailure(message, failed.cause()));
            }
        } else {
            backOff(untried(message, outcome));
        }
    }

    private void backOff(Duration pause) {
        state = State.BACKING_OFF;
        setting.contexts().runLater(pause, this::retry);
    }

    private Duration afterFailure(M message, Throwable cause) {
        IncomingEvent event = read(message);
        Duration pause = attempts.failed(setting.contexts().now());
        event.log(
                setting.function(),
                () -> LOG.warnf(
                        "Event failed; it is retried in place: function=%s %s attempt=%d retryInMs=%d cause=%s",
                        setting.function().name(), origin.position(message), event.attempt(), pause.toMillis(), cause));
        return pause;
    }

    /** Backs off without counting an attempt. Logs this once, not every 2 s of an outage. */
    private Duration untried(M message, Outcome outcome) {
        Duration pause = attempts.untried();
        if (attempts.isUntriedForTheFirstTime()) {
            LOG.warnf(
                    "Events wait: function=%s %s outcome=%s cause=%s",
                    setting.function().name(),
                    origin.position(message),
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
