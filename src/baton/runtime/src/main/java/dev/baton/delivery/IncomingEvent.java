package dev.baton.delivery;

import dev.baton.EventRejectedException;
import dev.baton.inbox.Inbox.EventId;
import io.cloudevents.CloudEvent;

/**
 * An event on its way to a function.
 *
 * @param event the event; for what is no CloudEvent, one that was made up around it
 * @param attempt which delivery of the event to the function this is, from 1
 * @param origin where it came from: {@code topic-partition@offset}, or an HTTP source
 * @param unreadable why it is no CloudEvent; null when it is one
 * @param id what identifies it
 * @param key the CloudEvents {@code partitionkey}, else the subject, else null
 */
public record IncomingEvent(
        CloudEvent event, int attempt, String origin, EventRejectedException unreadable, EventId id, String key) {

    public IncomingEvent(CloudEvent event, int attempt, String origin) {
        this(event, attempt, origin, null);
    }

    public IncomingEvent(CloudEvent event, int attempt, String origin, EventRejectedException unreadable) {
        this(event, attempt, origin, unreadable, new EventId(event.getSource().toString(), event.getId()), key(event));
    }

    private static String key(CloudEvent event) {
        Object key = event.getExtension("partitionkey");
        return key == null ? event.getSubject() : key.toString();
    }
}
