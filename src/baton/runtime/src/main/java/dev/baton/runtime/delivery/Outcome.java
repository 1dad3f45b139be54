package dev.baton.runtime.delivery;

import dev.baton.runtime.outbox.OutboxRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a delivery ended. A topic goes on behind an event that is {@linkplain #settled() settled}, and tries the others again; what a
 * request is answered says the HTTP binding.
 */
public sealed interface Outcome {

    /**
     * The event took effect with this delivery, and these follow-ups were committed with it.
     *
     * @param followUps what is published
     * @param reply the follow-up that is given to who asked for a reply, in place of being published; empty: nobody asked, or there
     *     is not exactly one
     */
    record Handled(List<OutboxRow> followUps, Optional<OutboxRow> reply) implements Outcome {}

    /**
     * The event had taken effect before.
     *
     * @param reply the same as then
     */
    record Duplicate(Optional<OutboxRow> reply) implements Outcome {}

    /** Another delivery has the event in its hands now, and has not ended yet. No attempt was made. */
    record InProgress() implements Outcome {}

    /** The function will never be able to handle the event: it is a dead letter now. */
    record Rejected(Throwable cause) implements Outcome {}

    /** The event is of a type that the function does not handle. It was left out. */
    record Skipped(String reason) implements Outcome {}

    /** The event waits in the retry table behind an earlier one of its key. */
    record Parked() implements Outcome {}

    /** The event is of a newer version than this process knows, and waits in the retry table for a process that knows it. */
    record TooNew() implements Outcome {}

    /** The event failed, and waits in the retry table for its next attempt. */
    record LeftForLater(Throwable cause) implements Outcome {}

    /** The event took no effect this time, and whoever delivered it has to try again. */
    record Failed(Throwable cause) implements Outcome {}

    /** The database is away, whatever the function did or would have done. Counts as no attempt. */
    record Unavailable(Throwable cause) implements Outcome {}

    /** Whether whoever delivered the event is done with it: it took effect, or is kept for later, or is a dead letter. */
    default boolean settled() {
        return !(this instanceof Failed || this instanceof InProgress || this instanceof Unavailable);
    }

    /** The outcome's name in metrics and logs. */
    default String label() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
