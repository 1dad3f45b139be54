package dev.baton.runtime.http;

import dev.baton.runtime.delivery.Outcome;
import dev.baton.runtime.outbox.OutboxRow;
import java.time.Duration;
import java.util.Optional;

/** The answer to the sender of an event, as in the table of the HTTP binding. */
sealed interface Answer {

    /** Status 200: the event took effect, now or before, or is stored safely behind an earlier event of its key. */
    record Done(Optional<OutboxRow> reply) implements Answer {}

    /** Any other status. */
    record Refused(Problem problem) implements Answer {}

    Done DONE = new Done(Optional.empty());

    Duration WHEN_BACK = Duration.ofSeconds(5);

    /** Returns whether the sender is done with the event and will not send it again. */
    default boolean settled() {
        return !(this instanceof Refused refused && refused.problem().retried());
    }

    static Answer of(String function, Outcome outcome) {
        if (outcome.status() == 200) {
            return new Done(outcome.reply());
        }
        Problem problem = new Problem(outcome.status(), outcome.detail(function));
        return new Refused(outcome.status() == 503 ? problem.retryAfter(WHEN_BACK) : problem);
    }
}
