package dev.baton;

import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Publishes events from code that is no function: a REST endpoint, a WebSocket, a job. Inject it anywhere.
 *
 * <p>The returned {@link Uni} completes once the events are committed to the outbox; from then on they are published at least
 * once, in key order, whatever happens to this process. Called inside a Hibernate Reactive transaction it joins that
 * transaction; otherwise it commits on its own, and calls made at the same time may share one commit. Calls made one after
 * another from one thread keep their order.
 */
public interface EventPublisher {

    /** Stores one event. */
    Uni<Void> publish(NewEvent<?> event);

    /**
     * Stores events that came from elsewhere, unchanged, all or none. Events without a {@code partitionkey} get their
     * subject as their key.
     *
     * @return a failed {@link Uni} with {@link EventRejectedException} when the type of an event is none that
     *     {@link EventCatalog#knows}, or its data can't be read as the record of its type or fails validation
     */
    Uni<Void> publish(List<CloudEvent> events);
}
