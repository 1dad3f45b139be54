package dev.baton.runtime.relay;

import dev.baton.runtime.outbox.OutboxRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
     *
     * <p>Events of an earlier round that was {@link #givenUp given up} may still arrive, in order, during this one.
     * They do not break the order: a round begins with the first event of a key that waits, so what arrives late is a
     * repetition, or nothing of its key has overtaken it.
     */
    List<CompletionStage<Void>> send(List<OutboxRow> events);

    /** Returns how long the relay waits for the next result of {@link #send} before it gives up the round. */
    default Duration patience() {
        return Duration.ofMinutes(2);
    }

    /**
     * Called when the relay has given up a round, because it got no result for too long. The events stay in the
     * outbox. The sink makes sure that the next rounds do not wait for them again.
     *
     * @param events the events of the round without a result
     */
    default void givenUp(List<OutboxRow> events) {}

    /** Returns whether the sink accepts anything at all, as far as is known. */
    default boolean available() {
        return true;
    }

    /** Returns what can't be published now, by the name of the topic or the sink: since when, and why. */
    default Map<String, String> troubles() {
        return Map.of();
    }
}
