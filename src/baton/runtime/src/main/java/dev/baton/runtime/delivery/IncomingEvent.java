package dev.baton.runtime.delivery;

import dev.baton.EventRejectedException;
import dev.baton.cloudevents.Extensions;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.Reading;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.telemetry.LogContext;
import dev.baton.runtime.telemetry.TracedEvent;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a function.
 *
 * @param event the event; for a message that is not a CloudEvent, an event that stands in for it
 * @param attempt the number of this delivery of the event to the function, from 1
 * @param origin where the event came from: {@code topic-partition@offset}, or an HTTP source
 * @param unreadable why the message is not a CloudEvent; null if it is one
 * @param id the identity of the event
 * @param key the key, or null if the event has none; events with the same key are handled in order. Until
 *     {@link #withKey} is called, it is the CloudEvents {@code partitionkey}, else the subject
 * @param reading the data, as far as it was read to find the key; null if it was not read
 * @param firstFailedAt when the first attempt failed; null if none has failed
 * @param publishedAt the timestamp of the event's record in Kafka, in milliseconds; 0 if the event came from elsewhere,
 *     and {@link #AGAIN} if it comes from the retry table
 */
public record IncomingEvent(
        CloudEvent event,
        int attempt,
        String origin,
        @Nullable EventRejectedException unreadable,
        EventId id,
        @Nullable String key,
        @Nullable Reading reading,
        @Nullable Instant firstFailedAt,
        long publishedAt)
        implements TracedEvent {

    /** Stands for the time at which an event of the retry table was published. */
    static final long AGAIN = -1;

    public IncomingEvent(CloudEvent event, int attempt, String origin) {
        this(event, attempt, origin, null);
    }

    public IncomingEvent(CloudEvent event, int attempt, String origin, @Nullable EventRejectedException unreadable) {
        this(
                event,
                attempt,
                origin,
                unreadable,
                new EventId(event.getSource().toString(), event.getId()),
                Extensions.key(event),
                null,
                null,
                0);
    }

    /** Returns the same event with the time of its first failed attempt; null if none has failed. */
    public IncomingEvent failedFirst(@Nullable Instant at) {
        return at == null
                ? this
                : new IncomingEvent(event, attempt, origin, unreadable, id, key, reading, at, publishedAt);
    }

    /** Returns the same event with the timestamp of its record in Kafka. */
    public IncomingEvent publishedAt(long millis) {
        return new IncomingEvent(event, attempt, origin, unreadable, id, key, reading, firstFailedAt, millis);
    }

    /** Returns the same event with this key, which may come from its data. */
    public IncomingEvent withKey(@Nullable String key) {
        return Objects.equals(key, this.key)
                ? this
                : new IncomingEvent(event, attempt, origin, unreadable, id, key, reading, firstFailedAt, publishedAt);
    }

    /** Returns the same event with its reading, from which its key may be taken. */
    IncomingEvent withReading(Reading reading) {
        return new IncomingEvent(event, attempt, origin, unreadable, id, key, reading, firstFailedAt, publishedAt);
    }

    /** Logs a line in the log context of the event. */
    public void log(BatonFunction function, Runnable line) {
        LogContext.about(function.name(), event, key, attempt, line);
    }
}
