package dev.baton.runtime.delivery;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import java.util.Optional;

/** The result of {@link Routing} for an event. */
sealed interface Routed {

    IncomingEvent incoming();

    /** Returns the outcome that the sender of a request is told at once, without storing anything about the event. */
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
        /** Returns the rejection if only the sender can correct the event. */
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
