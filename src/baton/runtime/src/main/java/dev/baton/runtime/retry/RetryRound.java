package dev.baton.runtime.retry;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.deadletter.DeadLetters;
import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.deadletter.Failure;
import dev.baton.runtime.deadletter.FailureTimes;
import dev.baton.runtime.journal.JournalState;
import dev.baton.runtime.retry.Redelivery.FailedAgain;
import dev.baton.runtime.retry.Redelivery.NotTried;
import dev.baton.runtime.retry.Redelivery.TooNew;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.telemetry.LogContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One round of the retry table: delivers the due events, and settles each of them by its result. */
@Singleton
public class RetryRound {

    private static final Logger LOG = Logger.getLogger(RetryRound.class);
    static final int DELIVERED_AT_ONCE = 2;
    private static final Duration UNTRIED_PAUSE = Duration.ofSeconds(1);

    /**
     * The time within which a taken event has to be begun. It then ends within its lease, which is longer by the time
     * limit of a delivery. Events that are not begun in time are left to the next taker.
     */
    private static final Duration BEGUN_WITHIN = Duration.ofSeconds(30);

    private final Database database;
    private final Retries retries;
    private final DeadLetters deadLetters;
    private final Redelivery redelivery;
    private final CatchUp catchUp;
    private final List<String> functions;
    private final Set<String> types;
    private final RetryTerms terms;
    private final Duration lease;
    private final TakenAtOnce most = TakenAtOnce.here();
    private final Clock clock;

    RetryRound(
            Database database,
            Retries retries,
            DeadLetters deadLetters,
            Redelivery redelivery,
            CatchUp catchUp,
            BatonModel model,
            RetryTerms terms,
            BatonConfig config,
            Clock clock) {
        this.database = database;
        this.retries = retries;
        this.deadLetters = deadLetters;
        this.redelivery = redelivery;
        this.catchUp = catchUp;
        this.functions = model.functions().stream().map(BatonFunction::name).toList();
        this.types = model.eventTypes().keySet();
        this.terms = terms;
        this.lease = config.delivery().timeLimit().plus(BEGUN_WITHIN);
        this.clock = clock;
    }

    /** Returns whether this process has any functions. */
    boolean needed() {
        return !functions.isEmpty();
    }

    /**
     * Delivers due events of this process's functions, and returns how many it took. Blocks; not for the event loop.
     */
    public int redeliverDue() {
        Stopwatch taken = new Stopwatch();
        List<WaitingEvent> due = retries.takeDue(database, functions, types, most, seconds(lease))
                .await()
                .indefinitely();
        List<WaitingEvent> alone = catchUp.deliver(due).await().indefinitely();
        Multi.createFrom()
                .iterable(alone) // each with a different key
                .onItem()
                .transformToUni(event -> redeliver(event, taken))
                .merge(DELIVERED_AT_ONCE)
                .collect()
                .last()
                .await()
                .indefinitely();
        return due.size();
    }

    /**
     * Redelivers an event. The Uni never fails, so that one event does not affect the others. An event that is left
     * unfinished is due again when its lease expires.
     */
    private Uni<Void> redeliver(WaitingEvent event, Stopwatch taken) {
        Uni<Void> redelivered = taken.longerThan(BEGUN_WITHIN)
                ? retries.giveBack(database, event)
                : tried(event, taken).chain(result -> settle(event, result));
        return redelivered
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Event stays in the retry table until its lease ends: function=%s eventId=%s cause=%s",
                        event.failed().function(), event.failed().event().getId(), failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Redelivery.Result> tried(WaitingEvent event, Stopwatch taken) {
        return Uni.createFrom()
                .deferred(() -> redelivery.redeliver(event))
                .repeat()
                .withDelay(UNTRIED_PAUSE)
                .whilst(result -> result instanceof NotTried && !taken.longerThan(lease))
                .collect()
                .last();
    }

    private Uni<Void> settle(WaitingEvent event, Redelivery.Result result) {
        if (result instanceof NotTried) {
            return Uni.createFrom().voidItem(); // the lease is over
        }
        if (result instanceof TooNew) {
            return inTransaction(sql -> retries.needsType(sql, event));
        }
        return result instanceof FailedAgain failed
                ? failed(event, failed.cause())
                : inTransaction(sql -> retries.done(sql, event).replaceWithVoid());
    }

    private Uni<Void> failed(WaitingEvent event, Throwable cause) {
        int attempts = event.failed().attempts() + 1;
        RetryTerms.Terms own = terms.of(event.failed().function());
        Failure failure = Failure.of(cause);
        Instant now = clock.instant();
        if (attempts < own.attempts()) {
            return inTransaction(sql -> retries.failedAgain(sql, event, failure, now, own.pauseAfter(attempts)));
        }
        return inTransaction(sql -> giveUp(sql, event, failure, now)
                .invoke(stored -> logGivenUp(event.failed().triedAgain(), stored, cause))
                .replaceWithVoid());
    }

    private static void logGivenUp(FailedEvent failed, boolean stored, Throwable cause) {
        if (!stored) {
            return; // it took effect meanwhile, or belongs to another taker
        }
        LogContext.about(
                failed.function(),
                failed.event(),
                failed.key(),
                failed.attempts(),
                () -> LOG.errorf(
                        cause,
                        "Event given up on; it is now a dead letter: function=%s eventId=%s eventKey=%s attempts=%d",
                        failed.function(),
                        failed.event().getId(),
                        failed.key(),
                        failed.attempts()));
    }

    /** Returns whether the event is a dead letter now. An event that took effect meanwhile holds nothing. */
    private Uni<Boolean> giveUp(Sql sql, WaitingEvent event, Failure failure, Instant now) {
        FailedEvent failed = event.failed().triedAgain();
        boolean hold = terms.of(failed.function()).hold(failed.key());
        FailureTimes times = new FailureTimes(event.firstFailedAt(), now);
        return (hold ? retries.hold(sql, event) : retries.done(sql, event))
                .chain(ours -> ours
                        ? deadLetters
                                .storeUnlessSeen(sql, failed, failure, times)
                                .call(stored -> stored
                                        ? retries.record(sql, failed, JournalState.DEAD_LETTER, failure)
                                        : Uni.createFrom().voidItem())
                                .call(stored -> hold && !stored
                                        ? retries.release(sql, failed)
                                        : Uni.createFrom().voidItem())
                        : Uni.createFrom().item(false));
    }

    /**
     * Runs the work in a transaction, and retries it while the lease lasts, because a connection may break at any time.
     */
    private Uni<Void> inTransaction(Function<Sql, Uni<Void>> work) {
        return database.inTransaction(work)
                .onFailure()
                .retry()
                .withBackOff(UNTRIED_PAUSE, UNTRIED_PAUSE)
                .expireIn(lease.toMillis());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** The time that has passed since the stopwatch was created. */
    private static final class Stopwatch {

        private final long begun = System.nanoTime();

        boolean longerThan(Duration time) {
            return System.nanoTime() - begun > time.toNanos();
        }
    }
}
