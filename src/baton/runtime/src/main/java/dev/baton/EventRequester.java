package dev.baton;

import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Request and reply over events: publishes an event and waits for the first event of a given type that follows from it,
 * after any number of steps. Follow-ups are recognised by their {@code correlationid}. Inject it anywhere, except in
 * functions.
 *
 * <p>The event is published as with {@link EventPublisher}, and stays published however the wait ends. The waiting
 * process sees a reply as soon as the reply is on its topic. The wait does not survive the process. If an event with
 * the same source and id was published before, publishing it again leads to no new follow-ups, and the wait ends at the
 * time limit.
 *
 * <p>Nothing happens until the returned {@link Uni} is subscribed to. It fails with
 * <ul>
 *   <li>{@link NoReplyException} if no reply arrives within the time limit; the event is stored,
 *   <li>{@link EventRejectedException} if the event is rejected or the type of the reply is unknown (nothing is
 *       stored), or if the reply can't be read (the event is stored),
 *   <li>another {@link BatonException} if the reply's topic can't be read or the event can't be stored within the time
 *       limit, if {@code baton.request.max-waiting} requests are already waiting, or if the caller is inside a
 *       Hibernate Reactive transaction, because the event would be published only after the wait. Nothing is stored,
 *       unless the message says that the event may still be stored,
 *   <li>the database's own exception; nothing is stored, unless the connection broke while the event was being stored,
 *   <li>{@link IllegalArgumentException} if the time limit is zero or negative.
 * </ul>
 */
public interface EventRequester {

    /**
     * Publishes a new event and waits for the data of its first follow-up of the given record's type.
     *
     * @param reply an event record of this application, annotated with {@link EventType}, of the newest version; a
     *     reply of an older version is upcast
     * @param timeLimit the maximum time from the subscription to the reply; must be positive
     */
    <R extends Record> Uni<R> request(NewEvent<?> event, Class<R> reply, Duration timeLimit);

    /**
     * Publishes an existing CloudEvent, as {@link EventPublisher#publish(java.util.List)} does, and waits for the first
     * event of the given type with the same {@code correlationid}. An event without a {@code correlationid} is
     * correlated by its id.
     *
     * @param replyType a CloudEvents type that is {@linkplain EventCatalog#knows known}; the reply has exactly this
     *     type
     * @param timeLimit the maximum time from the subscription to the reply; must be positive
     */
    Uni<CloudEvent> request(CloudEvent event, String replyType, Duration timeLimit);
}
