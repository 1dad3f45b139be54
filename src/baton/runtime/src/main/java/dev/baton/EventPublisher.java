package dev.baton;

import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Publishes events from code that is not a function: a REST endpoint, a WebSocket, a job. Inject it anywhere.
 *
 * <p>Nothing happens before the returned {@link Uni} is subscribed to, and each subscription publishes once. In a function, a
 * {@code Uni} without a subscriber is logged as an error. Outside a transaction the {@code Uni} completes after the commit;
 * subscriptions made at the same time may share one commit, and those made one after another from one thread keep their
 * order. Inside a Hibernate Reactive transaction it completes with the insert, and the events are published if the
 * transaction commits. Committed events are published at least once, in key order, whatever happens to this process.
 *
 * <p>The {@code Uni} fails with
 * <ul>
 *   <li>{@link EventRejectedException} when an event is larger than {@code baton.delivery.max-event-size}, or its id, source,
 *       subject, or key have more than 800 bytes of UTF-8 or a control character,
 *   <li>another {@link BatonException} when a record is not an event record of this application or can't be written as JSON,
 *       or when 20,000 publishes already wait for the database; nothing is stored,
 *   <li>the database's own exception.
 * </ul>
 */
public interface EventPublisher {

    /** Stores one event. Its record is not validated here, but when a function gets it. */
    Uni<Void> publish(NewEvent<?> event);

    /**
     * Stores events that came from elsewhere, unchanged, all or none. Events without a {@code partitionkey} get what
     * their data's {@link EventKey} says, else their subject.
     *
     * <p>The {@code Uni} fails with {@link EventRejectedException} also when the type of an event is not
     * {@linkplain EventCatalog#knows known}, its data can't be read as the record of its type or fails validation, or it has attributes that CloudEvents does
     * not allow.
     */
    Uni<Void> publish(List<CloudEvent> events);
}
