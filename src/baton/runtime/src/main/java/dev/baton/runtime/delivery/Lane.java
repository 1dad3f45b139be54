package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.retry.Backoff;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Messages whose order counts, delivered to a function one micro-batch at a time: those of a partition, for example. An
 * event that fails is tried again in place a few times, and the messages behind it wait; then it is kept elsewhere.
 * Thread-safe: its owner fills it, event loops empty it.
 */
public final class Lane<M> {

    private static final Logger LOG = Logger.getLogger(Lane.class);

    private enum State {
        IDLE,
        DELIVERING,
        BACKING_OFF,
        CLOSED
    }

    /** What all lanes of a function share. */
    public record Setting(
            BatonFunction function, Deliveries deliveries, DeliveryContexts contexts, Backoff backoff, int batchSize) {}

    /** Where the messages come from. Its methods are called on any thread, one after another. */
    public interface Origin<M> {

        /** The event in a message; for a message without one, an event that says so. */
        IncomingEvent read(M message, int attempt);

        /** About how much memory the message takes. */
        long bytes(M message);

        /** The first messages of the lane, in their order, are handled or durably kept elsewhere. */
        void settled(List<M> messages);

        /**
         * The first message failed, and Baton could not keep it elsewhere in this attempt.
         *
         * @return whether the lane goes on without it; otherwise it is tried again
         */
        default boolean refused(M message, int attempt, Throwable cause) {
            return false;
        }

        /** Where the message is, for logs: {@code partition=... offset=...}. */
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
        this.queue = new LaneQueue<>(origin::bytes);
        this.attempts = new LaneAttempts(setting.backoff());
        this.batchSize = new BatchSize(setting.batchSize());
    }

    /** Delivers the messages after those that it has already. A closed lane leaves them out. */
    public synchronized void add(List<M> messages) {
        if (state != State.CLOSED) {
            queue.add(messages);
            deliverNext();
        }
    }

    /** Starts no further delivery. */
    public synchronized void close() {
        if (state != State.DELIVERING) {
            drained.countDown();
        }
        state = State.CLOSED;
        queue.clear();
    }

    /** Waits, after {@link #close}, for the delivery that still runs; false when it took too long. */
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

    /** An event that failed is tried alone, so that its retries repeat nothing of others. */
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
        if (settled > 0) {
            tellSettled(batch.subList(0, settled));
        }
        goOn(batch.subList(settled, batch.size()), outcomes);
    }

    /** The lane goes on whatever its origin throws: nothing else would ever start it again. */
    private void tellSettled(List<M> messages) {
        try {
            origin.settled(messages);
        } catch (Throwable e) {
            LOG.errorf(
                    e,
                    "Handled messages could not be reported to their origin, they may be delivered again:"
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
            LOG.errorf(
                    e,
                    "The origin of a failed event failed as well, the event is tried again: function=%s %s",
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
                        "Event failed, it is tried again in place: function=%s %s attempt=%d retryInMs=%d cause=%s",
                        setting.function().name(), origin.position(message), event.attempt(), pause.toMillis(), cause));
        return pause;
    }

    /** Logged once, not every two seconds of an outage. */
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
