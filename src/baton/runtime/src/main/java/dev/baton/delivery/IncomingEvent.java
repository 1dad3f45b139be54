package dev.baton.delivery;

import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.inbox.Inbox.EventId;
import dev.baton.routing.BatonFunction;
import dev.baton.telemetry.LogContext;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An event on its way to a function.
 *
 * @param event the event; for what is no CloudEvent, one that was made up around it
 * @param attempt which delivery of the event to the function this is, from 1
 * @param origin where it came from: {@code topic-partition@offset}, or an HTTP source
 * @param unreadable why it is no CloudEvent; null when it is one
 * @param id what identifies it
 * @param key the CloudEvents {@code partitionkey}, else the subject, else null
 * @param firstFailedAt when the first of its attempts failed; null: none has
 */
public record IncomingEvent(
        CloudEvent event,
        int attempt,
        String origin,
        EventRejectedException unreadable,
        EventId id,
        String key,
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
                null);
    }

    /** The same event, whose first attempt failed then; null: none has failed. */
    public IncomingEvent failedFirst(Instant at) {
        return at == null ? this : new IncomingEvent(event, attempt, origin, unreadable, id, key, at);
    }

    /** Logs a line about it. */
    public void log(BatonFunction function, Runnable line) {
        LogContext.about(function.name(), event, key, attempt, line);
    }

    /** What identifies an event stands in indexes, whose rows PostgreSQL bounds. */
    private static final int LONGEST_IDENTITY = 800;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    /** @throws EventRejectedException when source, id or key are such as can't be remembered */
    public static void checkStorable(CloudEvent event) {
        checkStorable("source", event.getSource().toString());
        checkStorable("id", event.getId());
        checkStorable("subject", event.getSubject());
        Object key = event.getExtension("partitionkey");
        checkStorable("partitionkey", key == null ? null : key.toString());
    }

    private static void checkStorable(String attribute, String value) {
        if (value != null
                && value.length() > LONGEST_IDENTITY / MOST_BYTES_OF_A_CHAR
                && value.getBytes(StandardCharsets.UTF_8).length > LONGEST_IDENTITY) {
            throw new EventRejectedException(
                    Reason.UNREADABLE,
                    "its " + attribute + " has more than " + LONGEST_IDENTITY + " bytes: '" + value.substring(0, 40)
                            + "...'");
        }
        if (value != null && value.indexOf('\0') >= 0) {
            throw new EventRejectedException(Reason.UNREADABLE, "its " + attribute + " has a NUL in it");
        }
    }

    private static String key(CloudEvent event) {
        Object key = event.getExtension("partitionkey");
        return key == null ? event.getSubject() : key.toString();
    }
}
