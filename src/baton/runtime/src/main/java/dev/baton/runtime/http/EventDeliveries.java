package dev.baton.runtime.http;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.delivery.Deliveries;
import dev.baton.runtime.delivery.DeliveryContexts;
import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.delivery.Outcome.Failed;
import dev.baton.runtime.http.Answer.Refused;
import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Delivers the events of a request to their functions, in order, and combines the outcomes into one answer. */
@Singleton
class EventDeliveries {

    private static final Logger LOG = Logger.getLogger(EventDeliveries.class);

    /**
     * The events to deliver.
     *
     * @param functions returns the functions that receive an event; empty when no function handles its type
     * @param replies whether the sender accepts a follow-up as a reply
     */
    record Request(
            List<CloudEvent> events,
            Function<CloudEvent, List<BatonFunction>> functions,
            boolean replies,
            String origin) {}

    private record Settled(CloudEvent event, Answer answer) {}

    private final Deliveries deliveries;
    private final DeliveryContexts contexts;
    private final RequestTrace trace;

    EventDeliveries(Deliveries deliveries, DeliveryContexts contexts, RequestTrace trace) {
        this.trace = trace;
        this.deliveries = deliveries;
        this.contexts = contexts;
    }

    /** Delivers the events of a request as soon as the process has a permit for it. */
    Uni<Answer> deliver(Request request) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        contexts.runPermitted(() -> Uni.createFrom()
                .deferred(() -> inOrder(request))
                .onTermination()
                .invoke(contexts::release)
                .subscribe()
                .with(answer::complete, answer::completeExceptionally));
        return Uni.createFrom().completionStage(answer);
    }

    /**
     * Delivers the events in order. It stops after the first event that the sender must send again, because later
     * events must not overtake it.
     */
    private Uni<Answer> inOrder(Request request) {
        List<Settled> answers = new ArrayList<>(request.events().size());
        return Multi.createFrom()
                .iterable(request.events())
                .onItem()
                .transformToUniAndConcatenate(event -> toAll(request, event).map(answer -> new Settled(event, answer)))
                .select()
                .first(settled -> {
                    answers.add(settled);
                    return settled.answer().settled();
                })
                .collect()
                .last()
                .map(ignored -> together(request.events().size(), answers));
    }

    private Uni<Answer> toAll(Request request, CloudEvent event) {
        List<BatonFunction> functions = request.functions().apply(event);
        if (functions.isEmpty()) {
            Problem unknown = new Problem(422, "no function of this process handles events of type " + event.getType());
            trace.refused(unknown, event);
            return Uni.createFrom().item(new Refused(unknown));
        }
        boolean replies = request.replies() && request.events().size() == 1 && functions.size() == 1;
        IncomingEvent incoming = new IncomingEvent(event, 1, request.origin());
        return Multi.createFrom()
                .iterable(functions)
                .onItem()
                .transformToUniAndConcatenate(function -> deliver(function, incoming, replies))
                .collect()
                .asList()
                .map(EventDeliveries::worst);
    }

    private Uni<Answer> deliver(BatonFunction function, IncomingEvent event, boolean replies) {
        return deliveries
                .deliverRequest(function, event, replies)
                .invoke(outcome -> {
                    if (outcome instanceof Failed failed) {
                        event.log(
                                function,
                                () -> LOG.warnf(
                                        failed.cause(),
                                        "Event failed; its sender retries: function=%s eventId=%s eventKey=%s",
                                        function.name(),
                                        event.event().getId(),
                                        event.key()));
                    }
                })
                .map(outcome -> Answer.of(function.name(), outcome));
    }

    /** Returns the first answer after which the sender must send the event again, or else the first rejection. */
    private static Answer worst(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> !answer.settled())
                .findFirst()
                .or(() -> answers.stream().filter(Refused.class::isInstance).findFirst())
                .orElseGet(() -> answers.get(0));
    }

    private static Answer together(int events, List<Settled> answers) {
        if (answers.isEmpty()) {
            return Answer.DONE;
        }
        Answer worst = worst(answers.stream().map(Settled::answer).toList());
        return events > 1 && worst instanceof Refused refused
                ? new Refused(refused.problem().errors(errors(answers)))
                : worst;
    }

    private static JsonArray errors(List<Settled> answers) {
        JsonArray errors = new JsonArray();
        for (Settled settled : answers) {
            if (settled.answer() instanceof Refused refused) {
                errors.add(new JsonObject()
                        .put("source", settled.event().getSource().toString())
                        .put("id", settled.event().getId())
                        .put("status", refused.problem().status())
                        .put("detail", refused.problem().getMessage()));
            }
        }
        return errors;
    }
}
