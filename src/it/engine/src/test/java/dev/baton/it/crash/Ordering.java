package dev.baton.it.crash;

import dev.baton.Emits;
import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.FollowUp;
import dev.baton.PermanentFailureException;
import dev.baton.it.outside.Published;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The application under test. Each function writes the numbers of a customer's events into its ledger, in the order in
 * which they take effect. The ledger shows an event that is lost, or that takes effect twice or out of order.
 */
public final class Ordering {

    static final List<String> TABLES = List.of(
            "create table if not exists crash_ledger (name text primary key, numbers text not null)",
            "create table if not exists crash_refusal (customer text primary key)");

    static final int REFUSED = 666;

    @EventType("crash.ordered.v1")
    record Ordered(
            @EventKey String customer, @PositiveOrZero int number) {}

    @EventType("crash.taken.v1")
    record Taken(@EventKey String customer, int number) {}

    @EventType("crash.reminder.v1")
    record Reminder(@EventKey String customer, int number) {}

    @Entity(name = "CrashLedger")
    @Table(name = "crash_ledger")
    static class Ledger {
        @Id
        String name;

        @Column(name = "numbers")
        String numbers = "";

        static Uni<Void> note(Mutiny.Session session, String function, String customer, int number) {
            String name = function + "/" + customer;
            return session.find(Ledger.class, name)
                    .onItem()
                    .ifNull()
                    .switchTo(() -> create(session, name))
                    .invoke(ledger -> ledger.numbers = (ledger.numbers + " " + number).strip())
                    .replaceWithVoid();
        }

        private static Uni<Ledger> create(Mutiny.Session session, String name) {
            Ledger ledger = new Ledger();
            ledger.name = name;
            return session.persist(ledger).replaceWith(ledger);
        }
    }

    /** A customer whose first event fails for now. */
    @Entity(name = "CrashRefusal")
    @Table(name = "crash_refusal")
    static class Refusal {
        @Id
        String customer;
    }

    /** Accepts an order, and schedules a reminder of the second one. */
    public static class Take {
        @Inject
        Mutiny.SessionFactory sessions;

        @Funq
        @Emits({Taken.class, Reminder.class})
        public Uni<List<Object>> take(Ordered ordered) {
            if (ordered.number() == REFUSED) {
                throw new PermanentFailureException("order " + REFUSED + " is never taken");
            }
            return sessions.withSession(session -> failWhileRefused(session, ordered)
                            .chain(() -> Ledger.note(session, "take", ordered.customer(), ordered.number())))
                    .replaceWith(() -> followUps(ordered));
        }

        private static Uni<Void> failWhileRefused(Mutiny.Session session, Ordered ordered) {
            if (ordered.number() != 1) {
                return Uni.createFrom().voidItem();
            }
            return session.find(Refusal.class, ordered.customer())
                    .onItem()
                    .ifNotNull()
                    .failWith(() -> new IllegalStateException("refused for now"))
                    .replaceWithVoid();
        }

        private static List<Object> followUps(Ordered ordered) {
            Taken taken = new Taken(ordered.customer(), ordered.number());
            FollowUp<?> reminder = FollowUp.of(new Reminder(ordered.customer(), ordered.number()))
                    .withDelay(Duration.ofMillis(20));
            return ordered.number() == 2 ? List.of(taken, reminder) : List.of(taken);
        }
    }

    /** Bills an accepted order. */
    public static class Bill {
        @Inject
        Mutiny.SessionFactory sessions;

        @Funq
        public Uni<Void> bill(Taken taken) {
            return sessions.withSession(session -> Ledger.note(session, "bill", taken.customer(), taken.number()));
        }
    }

    /** Handles a reminder. */
    public static class Remind {
        @Inject
        Mutiny.SessionFactory sessions;

        @Funq
        public Uni<Void> remind(Reminder reminder) {
            return sessions.withSession(
                    session -> Ledger.note(session, "remind", reminder.customer(), reminder.number()));
        }
    }

    static final Class<?>[] CLASSES = {
        Ordering.class,
        Ordered.class,
        Taken.class,
        Reminder.class,
        Ledger.class,
        Refusal.class,
        Take.class,
        Bill.class,
        Remind.class,
        Boundary.class,
        Boundary.Moment.class,
        Calls.class,
        Calls.Damage.class,
        Steps.class,
        WatchedPool.class,
        WatchedClient.class,
        WatchedSink.class,
        Application.class,
        Orders.class,
        Outside.class,
        Published.class,
        Published.Event.class,
        Scenario.class
    };

    private Ordering() {}
}
