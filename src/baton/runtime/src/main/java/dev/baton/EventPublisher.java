package dev.baton;

import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Publishes events from code that is no function: a REST endpoint, a WebSocket, a job. Inject it anywhere.
 *
 * <p>Outside a transaction the call itself stores the events, whether the {@link Uni} is subscribed to or not, and the {@code Uni}
 * completes after the commit. Calls made at the same time may share one commit; those made one after another from one thread keep
 * their order. Inside a Hibernate Reactive transaction, subscribe: the {@code Uni} completes with the insert, and the events are
 * published if the transaction commits. What is committed is published at least once, in key order, whatever happens to this process.
 *
 * <p>The {@code Uni} fails with
 * <ul>
 *   <li>{@link EventRejectedException} when an event is larger than {@code baton.delivery.max-event-size}, or its id, source, subject
 *       or key have more than 800 bytes (UTF-8) or a control character,
 *   <li>another {@link BatonException} when 20,000 calls wait for the database already; nothing is stored,
 *   <li>the database's own exception.
 * </ul>
 */
public interface EventPublisher {

    /**
     * Stores one event. Its record is not validated here, but when a function gets it.
     *
     * @throws BatonException from the call itself, when the record is no event record of this application or can't be written as JSON
     */
    Uni<Void> publish(NewEvent<?> event);

    /**
     * Stores events that came from elsewhere, unchanged, all or none. Events without a {@code partitionkey} get what
     * their data's {@link EventKey} says, else their subject.
     *
     * @return a failed {@link Uni} with {@link EventRejectedException} also when the type of an event is none that
     *     {@link EventCatalog#knows}, its data can't be read as the record of its type or fails validation, or it has attributes that
     *     CloudEvents doesn't allow
     */
    Uni<Void> publish(List<CloudEvent> events);
}
