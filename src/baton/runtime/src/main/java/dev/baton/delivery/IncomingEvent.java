package dev.baton.delivery;

import dev.baton.inbox.Inbox.EventId;
import io.cloudevents.CloudEvent;

/**
 * An event on its way to a function.
 *
 * @param event the event
 * @param attempt which delivery of the event to the function this is, from 1
 */
public record IncomingEvent(CloudEvent event, int attempt) {

    EventId id() {
        return new EventId(event.getSource().toString(), event.getId());
    }
}
