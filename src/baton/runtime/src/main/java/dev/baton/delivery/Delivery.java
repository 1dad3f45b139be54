package dev.baton.delivery;

import dev.baton.PermanentFailureException;
import dev.baton.delivery.Outcome.Duplicate;
import dev.baton.delivery.Outcome.Failed;
import dev.baton.delivery.Outcome.Handled;
import dev.baton.delivery.Outcome.LeftForLater;
import dev.baton.delivery.Outcome.Parked;
import dev.baton.delivery.Outcome.Rejected;
import dev.baton.delivery.RoutedEvent.Ready;
import dev.baton.delivery.RoutedEvent.Refused;
import dev.baton.inbox.Inbox;
import dev.baton.inbox.Inbox.EventId;
import dev.baton.outbox.Outbox;
import dev.baton.outbox.OutboxRow;
import dev.baton.outbox.OutboxSignal;
import dev.baton.routing.BatonFunction;
import dev.baton.sql.SessionSql;
import dev.baton.sql.Sql;
import dev.baton.telemetry.DeliveryMetrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Delivers events to a function: the one place where the order of the steps stands. Call it on a duplicated Vert.x context of
 * an event loop.
 */
@Singleton
public class Delivery {

    private final Mutiny.SessionFactory sessions;
    private final Routing routing;
    private final Inbox inbox;
    private final Invocation invocation;
    private final Outbox outbox;
    private final Failures failures;
    private final OutboxSignal signal;
    private final DeliveryMetrics metrics;

    Delivery(
            Mutiny.SessionFactory sessions,
            Routing routing,
            Inbox inbox,
            Invocation invocation,
            Outbox outbox,
            Failures failures,
            OutboxSignal signal,
            DeliveryMetrics metrics) {
        this.sessions = sessions;
        this.routing = routing;
        this.inbox = inbox;
        this.invocation = invocation;
        this.outbox = outbox;
        this.failures = failures;
        this.signal = signal;
        this.metrics = metrics;
    }

    /**
     * Delivers the events in their order, all in one transaction if that works, else each in its own. Stops behind the first
     * event that is to be tried again in place: the outcomes are those of the events up to it.
     */
    public Uni<List<Outcome>> deliver(BatonFunction function, List<IncomingEvent> events) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return deliverTogetherOrOneByOne(function, events)
                    .invoke(outcomes -> measure(function, outcomes, System.nanoTime() - begun));
        });
    }

    private void measure(BatonFunction function, List<Outcome> outcomes, long nanos) {
        metrics.batch(function.name(), Duration.ofNanos(nanos));
        outcomes.forEach(outcome -> metrics.outcome(function.name(), outcome.label()));
    }

    /** Delivers an event of the retry table: past what is parked, and without keeping it for later once more. */
    Uni<Outcome> redeliver(BatonFunction function, IncomingEvent event) {
        return inOneTransaction(function, List.of(event), true)
                .map(outcomes -> outcomes.get(0))
                .onFailure(PermanentFailureException.class)
                .recoverWithUni(failure -> giveUp(function, event, failure))
                .onFailure()
                .recoverWithItem(Failed::new)
                .invoke(outcome -> metrics.outcome(function.name(), outcome.label()));
    }

    private Uni<List<Outcome>> deliverTogetherOrOneByOne(BatonFunction function, List<IncomingEvent> events) {
        if (events.size() == 1) {
            return deliverAlone(function, events.get(0)).map(List::of);
        }
        return inOneTransaction(function, events, false)
                .onFailure()
                .recoverWithUni(failure -> deliverOneByOne(function, events));
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
        return inOneTransaction(function, List.of(event), false)
                .map(outcomes -> outcomes.get(0))
                .onFailure(PermanentFailureException.class)
                .recoverWithUni(failure -> giveUp(function, event, failure))
                .onFailure()
                .recoverWithUni(failure -> keepOrFail(function, event, failure));
    }

    private Uni<Outcome> keepOrFail(BatonFunction function, IncomingEvent event, Throwable failure) {
        return failures.keepsForLater(event)
                ? sessions.withTransaction((session, transaction) ->
                                failures.keepForLater(SessionSql.of(session), function, event, failure))
                        .<Outcome>replaceWith(new LeftForLater(failure))
                        .onFailure()
                        .recoverWithItem(Failed::new)
                : Uni.createFrom().item(new Failed(failure));
    }

    private Uni<Outcome> giveUp(BatonFunction function, IncomingEvent event, Throwable failure) {
        return sessions.withTransaction(
                        (session, transaction) -> failures.giveUp(SessionSql.of(session), function, event, failure))
                .invoke(signal::wake)
                .replaceWith(new Rejected(failure));
    }

    private Uni<List<Outcome>> inOneTransaction(
            BatonFunction function, List<IncomingEvent> events, boolean pastParked) {
        return Uni.createFrom()
                .item(() -> routing.route(function, events))
                .chain(routed -> sessions.withTransaction(
                        (session, transaction) -> steps(function, routed, pastParked, SessionSql.of(session))))
                .invoke(signal::wake);
    }

    private Uni<List<Outcome>> steps(BatonFunction function, List<RoutedEvent> events, boolean pastParked, Sql sql) {
        Uni<Set<String>> parkedKeys =
                pastParked ? Uni.createFrom().item(Set.of()) : failures.parkedKeys(sql, function, events);
        return parkedKeys.chain(parked -> inbox.claim(sql, function.name(), claimed(events, parked))
                .chain(fresh -> invokeFresh(function, events, fresh, parked))
                .call(outcomes -> outbox.store(sql, followUps(outcomes)))
                .call(outcomes -> failures.keepUnhandled(sql, function, events, outcomes)));
    }

    private static List<EventId> claimed(List<RoutedEvent> events, Set<String> parked) {
        return events.stream()
                .filter(event -> !waitsBehind(event, parked))
                .map(RoutedEvent::id)
                .toList();
    }

    /** What can't be handled anyway does not wait. */
    private static boolean waitsBehind(RoutedEvent event, Set<String> parked) {
        String key = event.incoming().key();
        return event instanceof Ready && key != null && parked.contains(key);
    }

    private static List<OutboxRow> followUps(List<Outcome> outcomes) {
        List<OutboxRow> followUps = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Handled handled) {
                followUps.addAll(handled.followUps());
            }
        }
        return followUps;
    }

    private Uni<List<Outcome>> invokeFresh(
            BatonFunction function, List<RoutedEvent> events, Set<EventId> fresh, Set<String> parked) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> waitsBehind(event, parked)
                        ? Uni.createFrom().item(new Parked())
                        : invokeIfFresh(function, event, fresh.remove(event.id())))
                .collect()
                .asList();
    }

    private Uni<Outcome> invokeIfFresh(BatonFunction function, RoutedEvent event, boolean fresh) {
        if (!fresh) {
            return Uni.createFrom().item(new Duplicate());
        }
        return event instanceof Ready ready
                ? invocation.invoke(function, ready).map(Handled::new)
                : Uni.createFrom().item(new Rejected(((Refused) event).cause()));
    }
}
