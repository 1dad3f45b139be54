package dev.baton.runtime.relay;

import dev.baton.runtime.outbox.OutboxRow;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the relay publishes to. */
public interface EventSink {

    /** The sink will never take the event as it is. It lets later events of its key pass, and is sent again much later. */
    class Refused extends RuntimeException {
        public Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** The event was not sent this time, for a reason that was logged before. */
    class NotSent extends RuntimeException {
        public NotSent(String message) {
            super(message, null, false, false);
        }
    }

    /** Whether this process is configured to publish here; of all sinks one says so. */
    boolean chosen();

    /**
     * What would not be taken now: the relay leaves it alone. Where a topic rests, other topics' events of its keys are sent: order
     * holds within a topic.
     */
    default Resting resting() {
        return Resting.NOTHING;
    }

    /**
     * Sends the events, those of one key in the order given. May block while it can't take more. A stage completes once the
     * event is stored durably. It fails otherwise, and with it those of all later events of its key, unless it is {@link Refused}:
     * then the event is sent again, before those.
     */
    List<CompletionStage<Void>> send(List<OutboxRow> events);
}
