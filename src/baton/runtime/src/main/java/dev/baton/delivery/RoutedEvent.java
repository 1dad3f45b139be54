package dev.baton.delivery;

import dev.baton.EventContext;
import dev.baton.inbox.Inbox.EventId;
import io.cloudevents.CloudEvent;

/** An event that the function can be called with: its data is read and valid. */
record RoutedEvent(CloudEvent event, EventContext context, Record data) {

    EventId id() {
        return new EventId(context.source().toString(), context.id());
    }
}
