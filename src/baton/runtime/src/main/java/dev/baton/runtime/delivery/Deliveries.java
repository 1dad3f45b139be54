package dev.baton.runtime.delivery;

import dev.baton.PermanentFailureException;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.delivery.Outcome.Failed;
import dev.baton.runtime.delivery.Outcome.InProgress;
import dev.baton.runtime.delivery.Outcome.Rejected;
import dev.baton.runtime.delivery.Outcome.Unavailable;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.Transaction;
import dev.baton.runtime.sql.UnitOfWork;
import dev.baton.runtime.telemetry.DeliveryMetrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Delivers events to a function and returns how each delivery ended. {@link Steps} defines the steps of a delivery. The
 * methods must be called on a duplicated Vert.x context of an event loop. The returned Unis fail only on a bug.
 */
@Singleton
public class Deliveries {

    /** How often a transaction that collided with another one is repeated before this counts as a failed attempt. */
    private static final int REPETITIONS = 5;

    private final Routing routing;
    private final Steps steps;
    private final UnitOfWork unitOfWork;
    private final Failures failures;
    private final Availability database;
    private final CommitSignal signal;
    private final DeliveryMetrics metrics;
    private final Traced traced;

    Deliveries(
            Routing routing,
            Steps steps,
            UnitOfWork unitOfWork,
            Failures failures,
            Availability database,
            CommitSignal signal,
            DeliveryMetrics metrics,
            Traced traced) {
        this.routing = routing;
        this.steps = steps;
        this.unitOfWork = unitOfWork;
        this.failures = failures;
        this.database = database;
        this.signal = signal;
        this.metrics = metrics;
        this.traced = traced;
    }

    /**
     * Delivers events of a topic in order: all in one transaction if that works, otherwise each in its own transaction.
     * Stops after the first event that is not settled. The outcomes are those of the events up to and including that
     * event.
     */
    public Uni<List<Outcome>> deliver(BatonFunction function, List<IncomingEvent> events) {
        return measured(function, () -> routing.keyed(function, events)
                .chain(keyed -> keyed.size() == 1
                        ? deliverAlone(function, keyed.get(0)).map(List::of)
                        : deliverTogetherOrOneByOne(function, keyed)));
    }

    /**
     * Delivers the event of a request, whose sender retries it. A failed event is not kept for later, and an event
     * whose data can't be read does not become a dead letter. An event that was given up on before is rejected again.
     *
     * @param replies whether the sender accepts a single follow-up as the reply
     */
    public Uni<Outcome> deliverRequest(BatonFunction function, IncomingEvent event, boolean replies) {
        return measured(function, () -> routing.keyed(function, List.of(event))
                        .chain(keyed -> requested(function, keyed.get(0), Terms.request(replies))))
                .map(outcomes -> outcomes.get(0));
    }

    private Uni<List<Outcome>> requested(BatonFunction function, IncomingEvent keyed, Terms terms) {
        return attempt(function, keyed, terms, this::failedOrUnavailable)
                .chain(outcome -> outcome instanceof Duplicate
                        ? rejectedBefore(function, keyed, outcome)
                        : Uni.createFrom().item(outcome))
                .map(List::of);
    }

    /** Delivers an event of the retry table. The event passes the parked events and is not kept for later again. */
    Uni<Outcome> redeliver(BatonFunction function, IncomingEvent event) {
        return routing.read(List.of(event))
                .chain(read -> attempt(function, read.get(0), Terms.RETRY, this::failedOrUnavailable))
                .invoke(outcome -> metrics.outcomes(function.name(), outcome.label(), 1));
    }

    /**
     * Delivers events of the retry table in order, in one transaction, past the parked events. Returns false if nothing
     * took effect, because one of them failed or is too new. Fails if the database is unavailable.
     */
    Uni<Boolean> redeliverTogether(BatonFunction function, List<IncomingEvent> events) {
        if (events.stream().anyMatch(event -> routing.tooNew(function, event))) {
            return Uni.createFrom().item(false);
        }
        return measured(function, () -> routing.read(events)
                        .chain(read -> traced.together(function, read, inOneTransaction(function, read, Terms.RETRY)))
                        .invoke(signal::committed))
                .replaceWith(true)
                .onFailure()
                .recoverWithUni(failure -> database.despite(failure)
                        .chain(there -> there
                                ? Uni.createFrom().item(false)
                                : Uni.createFrom().failure(failure)));
    }

    private Uni<List<Outcome>> measured(BatonFunction function, Supplier<Uni<List<Outcome>>> delivery) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return delivery.get().invoke(outcomes -> measure(function, outcomes, System.nanoTime() - begun));
        });
    }

    private void measure(BatonFunction function, List<Outcome> outcomes, long nanos) {
        metrics.batch(function.name(), outcomes.size(), Duration.ofNanos(nanos));
        outcomes.stream()
                .collect(Collectors.groupingBy(Outcome::getClass))
                .values()
                .forEach(alike -> metrics.outcomes(function.name(), alike.get(0).label(), alike.size()));
    }

    private Uni<List<Outcome>> deliverTogetherOrOneByOne(BatonFunction function, List<IncomingEvent> events) {
        return traced.together(function, events, inOneTransaction(function, events, Terms.TOPIC))
                .invoke(signal::committed)
                .onFailure()
                .recoverWithUni(failure -> database.despite(failure)
                        .chain(there -> there
                                ? deliverOneByOne(function, events)
                                : Uni.createFrom().item(List.of(new Unavailable(failure)))));
    }

    private Uni<List<Outcome>> deliverOneByOne(BatonFunction function, List<IncomingEvent> events) {
        List<Outcome> outcomes = new ArrayList<>(events.size());
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> deliverAlone(function, event))
                .select()
                .first(outcome -> {
                    outcomes.add(outcome);
                    return outcome.settled();
                })
                .collect()
                .last()
                .map(ignored -> outcomes);
    }

    private Uni<Outcome> deliverAlone(BatonFunction function, IncomingEvent event) {
        return attempt(function, event, Terms.TOPIC, failure -> failedOrUnavailable(failure)
                .chain(outcome -> outcome instanceof Failed && failures.keepsForLater(function, event)
                        ? keepForLater(function, event, failure)
                        : Uni.createFrom().item(outcome)));
    }

    /** Delivers one event in its own transaction. */
    private Uni<Outcome> attempt(
            BatonFunction function,
            IncomingEvent event,
            Terms terms,
            Function<Throwable, Uni<Outcome>> transientFailure) {
        return traced.alone(function, event, untraced(function, event, terms, transientFailure));
    }

    private Uni<Outcome> untraced(
            BatonFunction function,
            IncomingEvent event,
            Terms terms,
            Function<Throwable, Uni<Outcome>> transientFailure) {
        return inOneTransaction(function, List.of(event), terms)
                .invoke(signal::committed)
                .map(outcomes -> outcomes.get(0))
                .onFailure()
                .recoverWithUni(failure -> {
                    if (failure instanceof InProgressException) {
                        return Uni.createFrom().item(new InProgress());
                    }
                    return failures.permanent(failure)
                            ? giveUp(function, event, failure)
                            : transientFailure.apply(failure);
                });
    }

    /** Delivers the events in order, all or none. If one event fails, all of them fail. */
    private Uni<List<Outcome>> inOneTransaction(BatonFunction function, List<IncomingEvent> events, Terms terms) {
        return Uni.createFrom()
                .deferred(() -> {
                    List<Routed> routed = events.stream()
                            .map(event -> routing.route(function, event))
                            .toList();
                    Optional<Outcome> refusal = terms.request() ? routed.get(0).refusal() : Optional.empty();
                    return refusal.map(outcome -> Uni.createFrom().item(List.of(outcome)))
                            .orElseGet(() ->
                                    run(transaction -> steps.run(new Batch(function, terms, routed), transaction)));
                })
                .onFailure()
                .invoke(OutOfMemory::check);
    }

    private Uni<Outcome> failedOrUnavailable(Throwable failure) {
        return database.despite(failure).map(there -> there ? new Failed(failure) : new Unavailable(failure));
    }

    private Uni<Outcome> keepForLater(BatonFunction function, IncomingEvent event, Throwable failure) {
        return inTransaction(sql -> failures.keepForLater(sql, function, event, failure));
    }

    private Uni<Outcome> giveUp(BatonFunction function, IncomingEvent event, Throwable failure) {
        return inTransaction(sql -> failures.giveUp(sql, function, event, failure));
    }

    private Uni<Outcome> inTransaction(Function<Sql, Uni<Outcome>> work) {
        return run(transaction -> work.apply(transaction.sql()))
                .invoke(signal::committedFailure)
                .onFailure()
                .recoverWithUni(this::failedOrUnavailable);
    }

    private <T> Uni<T> run(Function<Transaction, Uni<T>> work) {
        return unitOfWork.run(work).onFailure(failures::mayPassAtOnce).retry().atMost(REPETITIONS);
    }

    private Uni<Outcome> rejectedBefore(BatonFunction function, IncomingEvent event, Outcome duplicate) {
        return failures.whyGivenUp(function, event)
                .<Outcome>map(reason -> reason.<Outcome>map(
                                why -> new Rejected(new PermanentFailureException("it was given up on before: " + why)))
                        .orElse(duplicate))
                .onFailure()
                .recoverWithUni(this::failedOrUnavailable);
    }
}
