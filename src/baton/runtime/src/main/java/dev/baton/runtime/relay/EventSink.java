package dev.baton.runtime.relay;

import dev.baton.runtime.outbox.OutboxRow;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The destination to which the relay publishes. */
public interface EventSink {

    /**
     * Thrown when the sink will never accept the event as it is. The event lets later events of its key pass, and is
     * sent again much later.
     */
    class Refused extends RuntimeException {
        public Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** Thrown when the event was not sent this time, for a reason that has already been logged. */
    class NotSent extends RuntimeException {
        public NotSent(String message) {
            super(message, null, false, false);
        }
    }

    /** Returns whether this process is configured to publish to this sink. Exactly one sink returns true. */
    boolean chosen();

    /**
     * Returns what the sink would not accept now. The relay leaves those events alone. If a topic rests, events of its
     * keys in other topics are still sent, because order holds within a topic.
     */
    default Resting resting() {
        return Resting.NOTHING;
    }

    /**
     * Sends the events, those of one key in the given order. May block while the sink can't accept more events. A stage
     * completes once its event is stored durably. Otherwise it fails, and the stages of all later events of its key
     * fail as well, so that the event is sent again before them. A failure with {@link Refused} does not affect the
     * later events.
     */
    List<CompletionStage<Void>> send(List<OutboxRow> events);
}
