package dev.baton.runtime.delivery;

import dev.baton.runtime.inbox.Inbox.EventId;
import org.jspecify.annotations.Nullable;

/** One event on its way through the steps of a batch: pending until a step ends it with an outcome. */
final class Delivery {

    private final Routed routed;
    private @Nullable Outcome outcome;

    Delivery(Routed routed) {
        this.routed = routed;
        this.outcome = routed instanceof Routed.Decided decided ? decided.outcome() : null;
    }

    Routed routed() {
        return routed;
    }

    IncomingEvent event() {
        return routed.incoming();
    }

    EventId id() {
        return event().id();
    }

    boolean isPending() {
        return outcome == null;
    }

    /** Returns whether the event waits in the retry table without having been tried. */
    boolean waits() {
        return outcome instanceof Outcome.Parked || outcome instanceof Outcome.TooNew;
    }

    /** Returns the outcome, or null while the delivery is pending. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /** Ends the delivery, or replaces the outcome that an earlier step gave it. */
    void end(Outcome outcome) {
        this.outcome = outcome;
    }
}
