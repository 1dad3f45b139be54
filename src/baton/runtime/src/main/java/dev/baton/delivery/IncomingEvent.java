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
 */
public record IncomingEvent(CloudEvent event, int attempt, String origin, EventRejectedException unreadable) {

    public IncomingEvent(CloudEvent event, int attempt, String origin) {
        this(event, attempt, origin, null);
    }

    public EventId id() {
        return new EventId(event.getSource().toString(), event.getId());
    }

    /** The CloudEvents {@code partitionkey}, else the subject, else null. */
    public String key() {
        Object key = event.getExtension("partitionkey");
        return key == null ? event.getSubject() : key.toString();
    }
}
