package dev.baton.runtime.http;

import dev.baton.EventRejectedException;
import dev.baton.runtime.delivery.Outcome;
import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.delivery.Outcome.Failed;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.delivery.Outcome.InProgress;
import dev.baton.runtime.delivery.Outcome.Rejected;
import dev.baton.runtime.delivery.Outcome.Skipped;
import dev.baton.runtime.delivery.Outcome.Unavailable;
import dev.baton.runtime.outbox.OutboxRow;
import java.time.Duration;
import java.util.Optional;

/** What the sender of an event is told: the table of the HTTP binding. */
sealed interface Answer {

    /** 200: the event took effect, now or before, or is kept safe behind an earlier one of its key. */
    record Done(Optional<OutboxRow> reply) implements Answer {}

    /** Anything else. */
    record Refused(Problem problem) implements Answer {}

    Done DONE = new Done(Optional.empty());

    Duration WHEN_BACK = Duration.ofSeconds(5);

    /** Whether the sender is done with the event: it won't send it again. */
    default boolean settled() {
        return !(this instanceof Refused refused && refused.problem().retried());
    }

    static Answer of(String function, Outcome outcome) {
        if (outcome instanceof Handled handled) {
            return new Done(handled.reply());
        }
        if (outcome instanceof Duplicate duplicate) {
            return new Done(duplicate.reply());
        }
        return problem(function, outcome).<Answer>map(Refused::new).orElse(DONE);
    }

    private static Optional<Problem> problem(String function, Outcome outcome) {
        if (outcome instanceof InProgress) {
            return Optional.of(new Problem(409, "function " + function + " is handling the same event right now"));
        }
        if (outcome instanceof Rejected rejected) {
            return Optional.of(
                    new Problem(status(rejected.cause()), rejected.cause().getMessage()));
        }
        if (outcome instanceof Skipped skipped) {
            return Optional.of(new Problem(422, skipped.reason()));
        }
        if (outcome instanceof Failed failed) {
            return Optional.of(new Problem(
                    500,
                    "function " + function + " failed this time: "
                            + failed.cause().getClass().getSimpleName()));
        }
        return outcome instanceof Unavailable
                ? Optional.of(new Problem(503, "the database is away").retryAfter(WHEN_BACK))
                : Optional.empty();
    }

    private static int status(Throwable cause) {
        if (!(cause instanceof EventRejectedException rejected)) {
            return 422;
        }
        return switch (rejected.reason()) {
            case UNREADABLE -> 400;
            case CONTENT_TYPE -> 415;
            case UNKNOWN_TYPE, INVALID -> 422;
        };
    }
}
