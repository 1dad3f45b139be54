package dev.baton.runtime.delivery;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import java.util.Optional;

/** What {@link Routing} made of an event. It serves every attempt at a delivery. */
sealed interface Routed {

    IncomingEvent incoming();

    /** Returns the outcome that the sender of a request is told at once, without any trace of the event here. */
    Optional<Outcome> refusal();

    /** The function can be called with the event: its data is read and valid. */
    record Ready(IncomingEvent incoming, EventContext context, Record data) implements Routed {
        @Override
        public Optional<Outcome> refusal() {
            return Optional.empty();
        }
    }

    /** The function can never be called with the event. */
    record Refused(IncomingEvent incoming, EventRejectedException cause) implements Routed {
        /** What the sender alone can correct. */
        @Override
        public Optional<Outcome> refusal() {
            return switch (cause.reason()) {
                case UNREADABLE, CONTENT_TYPE -> Optional.of(new Outcome.Rejected(cause));
                case UNKNOWN_TYPE, INVALID -> Optional.empty();
            };
        }
    }

    /** The event's type alone decides the outcome. */
    record Decided(IncomingEvent incoming, Outcome outcome) implements Routed {
        @Override
        public Optional<Outcome> refusal() {
            return outcome instanceof Outcome.Skipped ? Optional.of(outcome) : Optional.empty();
        }
    }
}
