package dev.baton.runtime.request;

import dev.baton.BatonException;
import dev.baton.EventPublisher;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.EventRequester;
import dev.baton.NewEvent;
import dev.baton.cloudevents.Extensions;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.outbox.CallersContext;
import dev.baton.runtime.request.WaitingRequests.Waiting;
import dev.baton.runtime.sql.UnitOfWork;
import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Registers the request, then starts to read the reply topic from its end, and only then publishes the event, so that
 * no reply can be missed.
 */
@Singleton
class OutboxRequester implements EventRequester {

    private final EventPublisher publisher;
    private final Catalog catalog;
    private final WaitingRequests requests;
    private final ReplyTopics topics;
    private final RequestMetrics metrics;
    private final UnitOfWork unitOfWork;

    OutboxRequester(
            EventPublisher publisher,
            Catalog catalog,
            WaitingRequests requests,
            ReplyTopics topics,
            RequestMetrics metrics,
            UnitOfWork unitOfWork) {
        this.publisher = publisher;
        this.catalog = catalog;
        this.requests = requests;
        this.topics = topics;
        this.metrics = metrics;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public <R extends Record> Uni<R> request(NewEvent<?> event, Class<R> reply, Duration timeLimit) {
        return Uni.createFrom()
                .deferred(() -> ask(
                        new Question(
                                event.source().toString(),
                                event.id(),
                                event.id(),
                                catalog.typeOf(reply),
                                catalog.typesReadAs(reply)),
                        () -> publisher.publish(event),
                        timeLimit))
                .map(found -> as(reply, catalog.read(found)));
    }

    @Override
    public Uni<CloudEvent> request(CloudEvent event, String replyType, Duration timeLimit) {
        return Uni.createFrom()
                .deferred(() -> ask(
                        new Question(
                                event.getSource().toString(),
                                event.getId(),
                                Extensions.correlationId(event),
                                replyType,
                                List.of(replyType)),
                        () -> publisher.publish(List.of(event)),
                        timeLimit));
    }

    private Uni<CloudEvent> ask(Question question, Supplier<Uni<Void>> publish, Duration timeLimit) {
        check(question, timeLimit);
        Waiting waiting = requests.add(question);
        CallersContext caller = CallersContext.current();
        Progress progress = new Progress(question, timeLimit);
        Uni<CloudEvent> reply = caller.resume(topics.follow(question.replyType()))
                .invoke(progress::publishing)
                .chain(() -> publish.get())
                .invoke(progress::stored)
                .chain(() -> Uni.createFrom().completionStage(waiting.reply()));
        Uni<CloudEvent> limited = reply.ifNoItem()
                .after(timeLimit)
                .failWith(progress::timeOut)
                .onTermination()
                .invoke(() -> requests.remove(waiting));
        return caller.resume(metrics.measure(question.replyType(), limited));
    }

    private void check(Question question, Duration timeLimit) {
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("the time limit of a request must be positive but was " + timeLimit);
        }
        if (!catalog.knows(question.replyType())) {
            throw new EventRejectedException(
                    Reason.UNKNOWN_TYPE,
                    "event " + question.id() + " asks for a reply of type " + question.replyType()
                            + ", which this application has no record for");
        }
        if (unitOfWork.ofCaller().isPresent()) {
            throw new BatonException("event " + question.id() + " asks for a reply inside a transaction, but would be"
                    + " published after it: ask before or after the transaction");
        }
    }

    /** Casts the reply. An older version of a type is read as the newest version. */
    private static <R extends Record> R as(Class<R> reply, Record found) {
        if (!reply.isInstance(found)) {
            throw new BatonException("the reply was asked for as " + reply.getName() + ", but its type is read as "
                    + found.getClass().getName() + ", the newest version: ask for that");
        }
        return reply.cast(found);
    }
}
