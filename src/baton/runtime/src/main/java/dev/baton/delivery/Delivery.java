package dev.baton.delivery;

import dev.baton.PermanentFailureException;
import dev.baton.delivery.Outcome.Duplicate;
import dev.baton.delivery.Outcome.Failed;
import dev.baton.delivery.Outcome.Handled;
import dev.baton.delivery.Outcome.Rejected;
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
    private final OutboxSignal signal;
    private final DeliveryMetrics metrics;

    Delivery(
            Mutiny.SessionFactory sessions,
            Routing routing,
            Inbox inbox,
            Invocation invocation,
            Outbox outbox,
            OutboxSignal signal,
            DeliveryMetrics metrics) {
        this.sessions = sessions;
        this.routing = routing;
        this.inbox = inbox;
        this.invocation = invocation;
        this.outbox = outbox;
        this.signal = signal;
        this.metrics = metrics;
    }

    /**
     * Delivers the events in their order, all in one transaction if that works, else each in its own. Stops behind the first
     * event that takes no effect: the outcomes are those of the events up to it.
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

    private Uni<List<Outcome>> deliverTogetherOrOneByOne(BatonFunction function, List<IncomingEvent> events) {
        if (events.size() == 1) {
            return deliverAlone(function, events.get(0)).map(List::of);
        }
        return Uni.createFrom()
                .item(() -> routing.route(function, events))
                .chain(routed -> inOneTransaction(function, routed))
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
                    return outcome.effective();
                })
                .collect()
                .last()
                .map(ignored -> outcomes);
    }

    private Uni<Outcome> deliverAlone(BatonFunction function, IncomingEvent event) {
        return Uni.createFrom()
                .item(() -> routing.route(function, List.of(event)))
                .chain(routed -> inOneTransaction(function, routed))
                .map(outcomes -> outcomes.get(0))
                .onFailure()
                .recoverWithItem(Delivery::failed);
    }

    private static Outcome failed(Throwable failure) {
        return failure instanceof PermanentFailureException ? new Rejected(failure) : new Failed(failure);
    }

    private Uni<List<Outcome>> inOneTransaction(BatonFunction function, List<RoutedEvent> events) {
        return sessions.withTransaction((session, transaction) -> steps(function, events, SessionSql.of(session)))
                .invoke(signal::wake);
    }

    private Uni<List<Outcome>> steps(BatonFunction function, List<RoutedEvent> events, Sql sql) {
        return inbox.claim(
                        sql,
                        function.name(),
                        events.stream().map(RoutedEvent::id).toList())
                .chain(fresh -> invokeFresh(function, events, fresh))
                .call(outcomes -> outbox.store(sql, followUps(outcomes)));
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

    private Uni<List<Outcome>> invokeFresh(BatonFunction function, List<RoutedEvent> events, Set<EventId> fresh) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> invokeIfFresh(function, event, fresh.remove(event.id())))
                .collect()
                .asList();
    }

    private Uni<Outcome> invokeIfFresh(BatonFunction function, RoutedEvent event, boolean fresh) {
        return fresh
                ? invocation.invoke(function, event).map(Handled::new)
                : Uni.createFrom().item(new Duplicate());
    }
}
