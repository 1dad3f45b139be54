package dev.baton.runtime.delivery;

import dev.baton.EventRejectedException.Reason;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.delivery.Outcome.Parked;
import dev.baton.runtime.delivery.Outcome.Rejected;
import dev.baton.runtime.delivery.Outcome.Skipped;
import dev.baton.runtime.delivery.Outcome.TooNew;
import dev.baton.runtime.delivery.RoutedEvent.Behind;
import dev.baton.runtime.delivery.RoutedEvent.Foreign;
import dev.baton.runtime.delivery.RoutedEvent.Ready;
import dev.baton.runtime.delivery.RoutedEvent.Refused;
import dev.baton.runtime.delivery.RoutedEvent.Repeated;
import dev.baton.runtime.inbox.Inbox;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.DatabaseErrors;
import dev.baton.runtime.sql.SessionSql;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** The steps of a delivery, in one transaction: the one place where their order stands. */
@Singleton
class Steps {

    /**
     * How a delivery differs from others.
     *
     * @param pastParked whether it goes past what is parked: it is the event that all others of its key wait for
     * @param request whether its sender is there to be told what is wrong with the event
     * @param replies whether its sender waits for a reply
     * @param patience how long it waits for another delivery of the same event to end
     */
    record Terms(boolean pastParked, boolean request, boolean replies, Duration patience) {

        static final Terms TOPIC = new Terms(false, false, false, Duration.ofMillis(500));
        static final Terms RETRY = new Terms(true, false, false, Duration.ofMillis(500));

        static Terms request(boolean replies) {
            return new Terms(false, true, replies, Duration.ofMillis(50));
        }
    }

    /** What a sender alone can mend. */
    private static final Set<Reason> UNREADABLE = EnumSet.of(Reason.UNREADABLE, Reason.CONTENT_TYPE);

    private final Mutiny.SessionFactory sessions;
    private final Routing routing;
    private final Inbox inbox;
    private final Invocation invocation;
    private final Outbox outbox;
    private final Failures failures;
    private final Replies replies;

    Steps(
            Mutiny.SessionFactory sessions,
            Routing routing,
            Inbox inbox,
            Invocation invocation,
            Outbox outbox,
            Failures failures,
            Replies replies) {
        this.sessions = sessions;
        this.routing = routing;
        this.inbox = inbox;
        this.invocation = invocation;
        this.outbox = outbox;
        this.failures = failures;
        this.replies = replies;
    }

    /** Delivers the events in their order, all or none: a failure of one is the failure of all. */
    Uni<List<Outcome>> inOneTransaction(BatonFunction function, List<IncomingEvent> events, Terms terms) {
        return Uni.createFrom().deferred(() -> {
            List<RoutedEvent> routed = routing.route(function, events);
            Optional<Outcome> refusal = terms.request() ? refusal(routed.get(0)) : Optional.empty();
            return refusal.map(outcome -> Uni.createFrom().item(List.of(outcome)))
                    .orElseGet(() -> sessions.withTransaction(
                            (session, transaction) -> inOrder(function, routed, terms, session)));
        });
    }

    /** What the sender of a request is told at once, and what leaves no trace here. */
    private static Optional<Outcome> refusal(RoutedEvent event) {
        if (event instanceof Foreign foreign) {
            return Optional.of(new Skipped(foreign.reason()));
        }
        return event instanceof Refused refused
                        && UNREADABLE.contains(refused.cause().reason())
                ? Optional.of(new Rejected(refused.cause()))
                : Optional.empty();
    }

    private Uni<List<Outcome>> inOrder(
            BatonFunction function, List<RoutedEvent> events, Terms terms, Mutiny.Session session) {
        Sql sql = SessionSql.of(session);
        SessionMark mark = SessionMark.in(session);
        Uni<Set<String>> parkedKeys =
                terms.pastParked() ? Uni.createFrom().item(Set.of()) : failures.parkedKeys(sql, function, events);
        return parkedKeys
                .map(parked -> parked.isEmpty() ? events : behind(parked, events))
                .chain(routed -> findRepeated(sql, function, routed))
                .chain(routed -> claim(sql, function, claimed(routed), terms.patience())
                        .chain(fresh -> invokeFresh(function, routed, fresh, mark))
                        .chain(outcomes -> replies.settle(sql, function, routed, outcomes, terms.replies()))
                        .call(outcomes -> outbox.store(sql, followUps(outcomes)))
                        .call(outcomes -> failures.keepUnhandled(sql, function, routed, outcomes)));
    }

    /** What can't be handled anyway does not wait. */
    private static List<RoutedEvent> behind(Set<String> parked, List<RoutedEvent> events) {
        return events.stream()
                .map(event -> event instanceof Ready
                                && event.incoming().key() != null
                                && parked.contains(event.incoming().key())
                        ? new Behind(event.incoming())
                        : event)
                .toList();
    }

    /** A handled event is not handled again, and so does not wait either. Nothing is asked when nothing waits. */
    private Uni<List<RoutedEvent>> findRepeated(Sql sql, BatonFunction function, List<RoutedEvent> events) {
        List<EventId> waiting =
                events.stream().filter(Steps::waits).map(RoutedEvent::id).toList();
        return inbox.handled(sql, function.name(), waiting)
                .map(handled -> handled.isEmpty() ? events : repeated(handled, events));
    }

    private static List<RoutedEvent> repeated(Set<EventId> handled, List<RoutedEvent> events) {
        return events.stream()
                .map(event -> waits(event) && handled.contains(event.id()) ? new Repeated(event.incoming()) : event)
                .toList();
    }

    private Uni<Set<EventId>> claim(Sql sql, BatonFunction function, List<EventId> events, Duration patience) {
        return inbox.claim(sql, function.name(), events, patience)
                .onFailure(DatabaseErrors::lockNotAvailable)
                .transform(InProgressException::new);
    }

    private static List<EventId> claimed(List<RoutedEvent> events) {
        return events.stream()
                .filter(event -> event instanceof Ready || event instanceof Refused)
                .map(RoutedEvent::id)
                .toList();
    }

    private static boolean waits(RoutedEvent event) {
        return event instanceof RoutedEvent.TooNew || event instanceof Behind;
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
            BatonFunction function, List<RoutedEvent> events, Set<EventId> fresh, SessionMark mark) {
        return InOrder.each(events, (event, done) -> {
            if (waits(event)) {
                done.accept(event instanceof RoutedEvent.TooNew ? new TooNew() : new Parked(), null);
            } else if (event instanceof Foreign foreign) {
                done.accept(new Skipped(foreign.reason()), null);
            } else if (!fresh.remove(event.id())) {
                done.accept(new Duplicate(Optional.empty()), null);
            } else if (event instanceof Ready ready) {
                invocation.invoke(
                        function,
                        ready,
                        (followUps, failure) -> done.accept(
                                handled(followUps), failure == null ? brokenSession(function, mark) : failure));
            } else {
                done.accept(new Rejected(((Refused) event).cause()), null);
            }
        });
    }

    /** Whoever clears the session throws away what the events before have changed. */
    private static Throwable brokenSession(BatonFunction function, SessionMark mark) {
        return mark.isThere()
                ? null
                : new IllegalStateException(
                        "function " + function.name()
                                + " cleared or closed the session of its delivery, which holds changes of other events as well; leave both to Baton");
    }

    private static Outcome handled(List<OutboxRow> followUps) {
        return new Handled(followUps, Optional.empty());
    }
}
