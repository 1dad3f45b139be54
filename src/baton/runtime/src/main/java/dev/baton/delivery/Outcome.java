package dev.baton.delivery;

import dev.baton.outbox.OutboxRow;
import java.util.List;
import java.util.Locale;

/** How a delivery ended. */
public sealed interface Outcome {

    /** The event took effect with this delivery, and these follow-ups were committed with it. */
    record Handled(List<OutboxRow> followUps) implements Outcome {}

    /** The event had taken effect, or was given up on, before. */
    record Duplicate() implements Outcome {}

    /** The function will never be able to handle the event: it is a dead letter now. */
    record Rejected(Throwable cause) implements Outcome {}

    /** The event waits in the retry table behind an earlier one of its key. */
    record Parked() implements Outcome {}

    /** The event failed, and waits in the retry table for its next attempt. */
    record LeftForLater(Throwable cause) implements Outcome {}

    /** The event took no effect this time, and whoever delivered it has to try again. */
    record Failed(Throwable cause) implements Outcome {}

    /** Whether whoever delivered the event is done with it: it took effect, or is kept for later, or is a dead letter. */
    default boolean settled() {
        return !(this instanceof Failed);
    }

    /** The outcome's name in metrics and logs. */
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
