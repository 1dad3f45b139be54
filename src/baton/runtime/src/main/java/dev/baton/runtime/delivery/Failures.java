package dev.baton.runtime.delivery;

import dev.baton.PermanentFailureException;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.deadletter.DeadLetters;
import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.deadletter.Failure;
import dev.baton.runtime.deadletter.FailureTimes;
import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.delivery.Outcome.LeftForLater;
import dev.baton.runtime.delivery.Outcome.Rejected;
import dev.baton.runtime.journal.JournalState;
import dev.baton.runtime.retry.Retries;
import dev.baton.runtime.retry.RetryTerms;
import dev.baton.runtime.sql.DatabaseErrors;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the events that a delivery could not handle: parks them, leaves them for later, or gives up on them. */
@Singleton
class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    private final Retries retries;
    private final DeadLetters deadLetters;
    private final RetryTerms terms;
    private final DatabaseErrors errors;
    private final WriteJournal journal;
    private final Clock clock;

    Failures(
            Retries retries,
            DeadLetters deadLetters,
            RetryTerms terms,
            DatabaseErrors errors,
            WriteJournal journal,
            Clock clock) {
        this.retries = retries;
        this.deadLetters = deadLetters;
        this.terms = terms;
        this.errors = errors;
        this.journal = journal;
        this.clock = clock;
    }

    /** Returns whether no further attempt can succeed. */
    boolean permanent(Throwable failure) {
        return failure instanceof PermanentFailureException || errors.unstorableText(failure);
    }

    /** Returns whether the transaction failed for a reason that may not affect an immediate repetition. */
    boolean mayPassAtOnce(Throwable failure) {
        return errors.mayPassAtOnce(failure);
    }

    /** Keeps untried events in the retry table. */
    Uni<Void> park(Sql sql, BatonFunction function, List<FailedEvent> untried) {
        return retries.park(sql, function.name(), untried);
    }

    /** Returns whether the event has had all its attempts in place. */
    boolean keepsForLater(BatonFunction function, IncomingEvent event) {
        return event.attempt() >= terms.of(function.name()).attemptsInPlace();
    }

    /**
     * Keeps the event for its next attempt. After its last attempt, the event becomes a dead letter, and holds its key
     * if the function's terms require it.
     */
    Uni<Outcome> keepForLater(Sql sql, BatonFunction function, IncomingEvent event, Throwable cause) {
        RetryTerms.Terms own = terms.of(function.name());
        if (event.attempt() < own.attempts()) {
            return leave(sql, function, event, cause).replaceWith(new LeftForLater(cause));
        }
        return own.hold(event.key()) ? hold(sql, function, event, cause) : giveUp(sql, function, event, cause);
    }

    private Uni<Void> leave(Sql sql, BatonFunction function, IncomingEvent event, Throwable cause) {
        logLeft(function, event, cause);
        Duration pause = terms.of(function.name()).pauseAfter(event.attempt());
        return retries.leave(sql, failed(function, event), Failure.of(cause), times(event, clock.instant()), pause)
                .chain(() -> left(sql, function, event, cause));
    }

    private Uni<Outcome> hold(Sql sql, BatonFunction function, IncomingEvent event, Throwable cause) {
        FailureTimes times = times(event, clock.instant());
        return retries.leaveHeld(sql, failed(function, event), Failure.of(cause), times)
                .chain(held -> held
                        ? giveUp(sql, function, event, cause).call(outcome -> release(sql, function, event, outcome))
                        : left(sql, function, event, cause)
                                .invoke(() -> logLeft(function, event, cause))
                                .replaceWith(new LeftForLater(cause)));
    }

    private Uni<Void> left(Sql sql, BatonFunction function, IncomingEvent event, Throwable cause) {
        return journal.failed(sql, function.name(), event, JournalState.RETRYING, cause);
    }

    private static void logLeft(BatonFunction function, IncomingEvent event, Throwable cause) {
        event.log(
                function,
                () -> LOG.warnf(
                        cause,
                        "Event failed; it is retried later: function=%s eventId=%s eventKey=%s attempts=%d",
                        function.name(),
                        event.event().getId(),
                        event.key(),
                        event.attempt()));
    }

    /** An event that took effect meanwhile holds nothing. */
    private Uni<Void> release(Sql sql, BatonFunction function, IncomingEvent event, Outcome outcome) {
        return outcome instanceof Duplicate
                ? retries.release(sql, failed(function, event))
                : Uni.createFrom().voidItem();
    }

    /**
     * Gives up on an event whose transaction was rolled back. If the event took effect meanwhile, it is a duplicate
     * instead.
     */
    Uni<Outcome> giveUp(Sql sql, BatonFunction function, IncomingEvent event, Throwable cause) {
        return deadLetters
                .storeUnlessSeen(sql, failed(function, event), Failure.of(cause), times(event, clock.instant()))
                .call(stored -> stored
                        ? journal.failed(sql, function.name(), event, JournalState.DEAD_LETTER, cause)
                        : Uni.createFrom().voidItem())
                .map(stored -> stored ? rejected(function, event, cause) : new Duplicate(Optional.empty()));
    }

    /** Gives up on an event that this transaction has entered in the inbox. */
    Uni<Void> giveUpClaimed(Sql sql, BatonFunction function, IncomingEvent event, Throwable cause) {
        return deadLetters
                .store(sql, failed(function, event), Failure.of(cause), times(event, clock.instant()))
                .invoke(() -> rejected(function, event, cause));
    }

    private static Outcome rejected(BatonFunction function, IncomingEvent event, Throwable cause) {
        event.log(
                function,
                () -> LOG.errorf(
                        cause,
                        "Event given up on; it is now a dead letter: function=%s eventId=%s origin=%s attempts=%d",
                        function.name(),
                        event.event().getId(),
                        event.origin(),
                        event.attempt()));
        return new Rejected(cause);
    }

    /** Returns why the event was given up on, if its dead letter is open. */
    Uni<Optional<String>> whyGivenUp(BatonFunction function, IncomingEvent event) {
        return deadLetters.whyOpen(
                function.name(), event.id().source(), event.id().id());
    }

    private static FailureTimes times(IncomingEvent event, Instant now) {
        return new FailureTimes(event.firstFailedAt(), now);
    }

    private static FailedEvent failed(BatonFunction function, IncomingEvent event) {
        return new FailedEvent(function.name(), event.event(), event.key(), event.origin(), event.attempt());
    }
}
