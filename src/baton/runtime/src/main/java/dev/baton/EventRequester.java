package dev.baton;

import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Request and reply over events: publishes an event and waits for the first event of another type that follows from it, in as
 * many steps as it takes. Follow-ups are known by their {@code correlationid}. Inject it anywhere, except in functions.
 *
 * <p>The event is published as with {@link EventPublisher}, and stays published whatever becomes of the wait. A reply is seen
 * by the process that waits for it, once it is on its topic; a wait does not survive the process. An event that was published
 * before, with the same source and id, has no new follow-ups: the wait ends with the time limit.
 *
 * <p>Nothing happens before the returned {@link Uni} is subscribed to. It fails with
 * <ul>
 *   <li>{@link NoReplyException} when no reply came within the time limit; the event is stored,
 *   <li>{@link EventRejectedException} when the event is refused or the type of the reply is unknown (nothing is stored), or when the
 *       reply can't be read (the event is stored),
 *   <li>another {@link BatonException} when the reply's topic can't be read or the event can't be stored within the time limit, or
 *       {@code baton.request.max-waiting} requests wait already. Inside a Hibernate Reactive transaction as well: the event would be
 *       published after the wait. Nothing is stored, unless the message says that it may yet be,
 *   <li>the database's own exception; nothing is stored, unless the connection broke while it was,
 *   <li>{@link IllegalArgumentException} when the time limit is not more than zero.
 * </ul>
 */
public interface EventRequester {

    /**
     * Publishes a new event and waits for the data of its first follow-up of this record's type.
     *
     * @param reply an event record of this application, annotated with {@link EventType}, of the newest version; a reply of an
     *     older one is upcast
     * @param timeLimit from the subscription to the reply, more than zero
     */
    <R extends Record> Uni<R> request(NewEvent<?> event, Class<R> reply, Duration timeLimit);

    /**
     * Publishes an event that came from elsewhere, unchanged, and waits for the first event of this type with the same
     * {@code correlationid}; an event that has none is correlated by its id.
     *
     * @param replyType a CloudEvents type that {@link EventCatalog#knows}; a reply has exactly this one
     * @param timeLimit from the subscription to the reply, more than zero
     */
    Uni<CloudEvent> request(CloudEvent event, String replyType, Duration timeLimit);
}
