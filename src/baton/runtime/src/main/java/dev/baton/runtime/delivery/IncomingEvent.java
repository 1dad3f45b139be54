package dev.baton.runtime.delivery;

import dev.baton.EventRejectedException;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.Reading;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.telemetry.LogContext;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.util.Objects;

/**
 * An event on its way to a function.
 *
 * @param event the event; for something that is not a CloudEvent, one that was made up around it
 * @param attempt which delivery of the event to the function this is, from 1
 * @param origin where it came from: {@code topic-partition@offset}, or an HTTP source
 * @param unreadable why it is not a CloudEvent; null when it is one
 * @param id what identifies it
 * @param key events of one key are handled in order; null: the event has none. Until {@link #withKey} it is the CloudEvents
 *     {@code partitionkey}, else the subject
 * @param reading its data, as far as it was read for the key; null: it was not
 * @param firstFailedAt when the first of its attempts failed; null: none has
 */
public record IncomingEvent(
        CloudEvent event,
        int attempt,
        String origin,
        EventRejectedException unreadable,
        EventId id,
        String key,
        Reading reading,
        Instant firstFailedAt) {

    public IncomingEvent(CloudEvent event, int attempt, String origin) {
        this(event, attempt, origin, null);
    }

    public IncomingEvent(CloudEvent event, int attempt, String origin, EventRejectedException unreadable) {
        this(
                event,
                attempt,
                origin,
                unreadable,
                new EventId(event.getSource().toString(), event.getId()),
                key(event),
                null,
                null);
    }

    /** The same event, whose first attempt failed then; null: none has failed. */
    public IncomingEvent failedFirst(Instant at) {
        return at == null ? this : new IncomingEvent(event, attempt, origin, unreadable, id, key, reading, at);
    }

    /** The same event with this key, which its data may say. */
    public IncomingEvent withKey(String key) {
        return Objects.equals(key, this.key)
                ? this
                : new IncomingEvent(event, attempt, origin, unreadable, id, key, reading, firstFailedAt);
    }

    /** The same event with the reading that its key came from. */
    IncomingEvent withReading(Reading reading) {
        return new IncomingEvent(event, attempt, origin, unreadable, id, key, reading, firstFailedAt);
    }

    /** Logs a line about it. */
    public void log(BatonFunction function, Runnable line) {
        LogContext.about(function.name(), event, key, attempt, line);
    }

    private static String key(CloudEvent event) {
        Object key = event.getExtension("partitionkey");
        return key == null ? event.getSubject() : key.toString();
    }
}
