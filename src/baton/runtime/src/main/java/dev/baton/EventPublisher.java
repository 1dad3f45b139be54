package dev.baton;

import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Publishes events from code that is not a function, such as a REST endpoint, a WebSocket, or a job. Inject it
 * anywhere.
 *
 * <p>Nothing happens until the returned {@link Uni} is subscribed to, and each subscription publishes once. If nothing
 * subscribes to a {@code Uni} in a function, an error is logged. Outside a transaction, the {@code Uni} completes after
 * the commit. Concurrent subscriptions may share one commit, and successive subscriptions from one thread keep
 * their order. Inside a Hibernate Reactive transaction, the {@code Uni} completes with the insert, and the events are
 * published if the transaction commits. Committed events are published at least once, in key order, whatever happens to
 * this process.
 *
 * <p>It can be used on any thread. Code that blocks may wait for the {@code Uni} with {@code await()}, except on an
 * event loop. In a function, {@code @Blocking} or not, the transaction is that of the delivery. A thread that the
 * application starts itself has no transaction.
 *
 * <p>The {@code Uni} fails with
 * <ul>
 *   <li>{@link EventRejectedException} if an event is larger than {@code baton.delivery.max-event-size}, or if its id,
 *       source, subject, or key is longer than 800 bytes in UTF-8 or contains a control character,
 *   <li>another {@link BatonException} if a record is not an event record of this application or can't be written as
 *       JSON, or if 20,000 calls are already waiting for the database; nothing is stored,
 *   <li>the database's own exception.
 * </ul>
 */
public interface EventPublisher {

    /** Stores one event. Its record is validated when a function receives the event, not here. */
    Uni<Void> publish(NewEvent<?> event);

    /**
     * Stores existing CloudEvents, all or none. They stay unchanged, except that an event without a
     * {@code partitionkey} gets the value of the {@link EventKey} component of its data, or else its subject, and an
     * event without a {@code correlationid} gets its own id.
     *
     * <p>The {@code Uni} also fails with {@link EventRejectedException} if the type of an event is not
     * {@linkplain EventCatalog#knows known}, if its data can't be read as the record of its type or fails validation,
     * or if it has attributes that CloudEvents does not allow.
     */
    Uni<Void> publish(List<CloudEvent> events);
}
