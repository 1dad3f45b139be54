package dev.baton.runtime.delivery;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import dev.baton.runtime.inbox.Inbox.EventId;

/** What routing made of an event. */
sealed interface RoutedEvent {

    IncomingEvent incoming();

    default EventId id() {
        return incoming().id();
    }

    /** The function can be called with it: its data is read and valid. */
    record Ready(IncomingEvent incoming, EventContext context, Record data) implements RoutedEvent {}

    /** The function can never be called with it. */
    record Refused(IncomingEvent incoming, EventRejectedException cause) implements RoutedEvent {}

    /** It is of a newer version of the function's type than this process knows: it waits for a process that does. */
    record TooNew(IncomingEvent incoming) implements RoutedEvent {}

    /** It waits behind an event of its key that waits itself: in the retry table, or in the same batch because it is too new. */
    record Behind(IncomingEvent incoming) implements RoutedEvent {}

    /** It would have to wait, but was handled before, or given up on. */
    record Repeated(IncomingEvent incoming) implements RoutedEvent {}

    /** It is of another type than the function handles: none of its business. */
    record Foreign(IncomingEvent incoming, String reason) implements RoutedEvent {}
}
