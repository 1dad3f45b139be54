package dev.baton.runtime.journal;

import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.Extensions;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event that was delivered to a function.
 *
 * @param attributes the attributes of the event
 * @param key the key; null if the event has none
 * @param attempt how many attempts the function has made; 0 if the event was not tried
 * @param failure why the attempt failed; null if it did not
 * @param origin where the event came from
 * @param followUps the events that were stored with it
 */
public record Delivered(
        Map<String, String> attributes,
        @Nullable String key,
        int attempt,
        JournalState state,
        @Nullable JournalFailure failure,
        Origin origin,
        List<? extends StoredEvent> followUps) {

    /**
     * Where an event came from.
     *
     * @param place {@code topic-partition@offset}, or another source
     * @param publishedAt the timestamp of the record in Kafka, in milliseconds; 0 if the event did not come from Kafka,
     *     or that is not known
     * @param data the data, if it can't be found at the place; null otherwise
     */
    public record Origin(String place, long publishedAt, byte @Nullable [] data) {}

    /** Returns what became of an event without follow-ups. */
    public static Delivered of(
            CloudEvent event,
            @Nullable String key,
            int attempt,
            JournalState state,
            @Nullable JournalFailure failure,
            Origin origin) {
        return new Delivered(Event.of(event).attributes(), key, attempt, state, failure, origin, List.of());
    }

    String id() {
        return attributes.getOrDefault(AttributeNames.ID, "");
    }

    String correlationId() {
        String correlationId = attributes.get(Extensions.CORRELATION_ID);
        return correlationId == null ? id() : correlationId;
    }
}
