package dev.baton.delivery;

import dev.baton.outbox.OutboxRow;
import java.util.List;
import java.util.Locale;

/** How a delivery ended. */
public sealed interface Outcome {

    /** The event took effect with this delivery, and these follow-ups were committed with it. */
    record Handled(List<OutboxRow> followUps) implements Outcome {}

    /** The event had taken effect before. */
    record Duplicate() implements Outcome {}

    /** The function will never be able to handle the event. */
    record Rejected(Throwable cause) implements Outcome {}

    /** The event took no effect this time; it may the next time. */
    record Failed(Throwable cause) implements Outcome {}

    /** Whether the event has taken effect, now or before. */
    default boolean effective() {
        return this instanceof Handled || this instanceof Duplicate;
    }

    /** The outcome's name in metrics and logs. */
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
