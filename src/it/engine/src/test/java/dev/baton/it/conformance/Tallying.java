package dev.baton.it.conformance;

import dev.baton.Emits;
import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.FollowUp;
import dev.baton.PermanentFailureException;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The application of the conformance suite: a function that notes the numbers that it gets, and then acts as the event
 * requests.
 */
public final class Tallying {

    static final String CREATE_TABLE =
            "create table if not exists conformance_tally (name text primary key, numbers text not null, only_one text unique)";

    /** The action of the function after it has noted the number. */
    enum Behaviour {
        /** One follow-up. */
        DONE,
        /** Returns null. */
        NOTHING,
        /** An empty list. */
        EMPTY,
        SEVERAL,
        /** A follow-up in an hour. */
        LATER,
        REFUSE,
        FAIL_AT_FIRST,
        FAIL_ALWAYS,
        /** A follow-up that it may not emit. */
        FORBIDDEN,
        /** A follow-up of more than {@code baton.delivery.max-event-size}. */
        TOO_LARGE,
        /** Never completes, the first time. */
        HANG_AT_FIRST,
        /** Ignores the failure of a statement. */
        SWALLOW,
        /** The same, without its own change in the session. */
        SWALLOW_ALONE,
        CLOSE_SESSION,
        CLEAR_SESSION,
        /** Makes a change that the database rejects when the session is flushed. */
        VIOLATE
    }

    @EventType("conformance.task.v1")
    record Task(
            @EventKey String name,
            @PositiveOrZero int number,
            @NotNull Behaviour behaviour) {}

    @EventType("conformance.done.v1")
    record Done(@EventKey String name, int number, String text) {}

    @EventType("conformance.later.v1")
    record Later(@EventKey String name) {}

    @EventType("conformance.secret.v1")
    record Secret(@EventKey String name) {}

    @Entity(name = "ConformanceTally")
    @Table(name = "conformance_tally")
    static class Tally {
        @Id
        String name;

        String numbers = "";

        @Column(name = "only_one")
        String onlyOne;
    }

    /** Notes the number, and acts as the event requests. */
    public static class Work {
        /** The number of calls that fail: one with other events in one transaction, and one alone. */
        private static final int FIRST_CALLS = 2;

        /**
         * The number of calls for each task. It is outside the database, so that it outlives a delivery that is rolled
         * back.
         */
        private static final Map<Task, Integer> CALLS = new ConcurrentHashMap<>();

        @Inject
        Mutiny.SessionFactory sessions;

        @Funq
        @Emits({Done.class, Later.class})
        public Uni<List<Object>> work(Task task) {
            return sessions.withSession(session -> task.behaviour() == Behaviour.SWALLOW_ALONE
                    ? swallow(session).replaceWith(List.of())
                    : note(session, task).chain(() -> behave(session, task)));
        }

        private static Uni<Void> note(Mutiny.Session session, Task task) {
            return session.find(Tally.class, task.name())
                    .onItem()
                    .ifNull()
                    .switchTo(() -> create(session, task.name()))
                    .invoke(tally -> tally.numbers = (tally.numbers + " " + task.number()).strip())
                    .replaceWithVoid();
        }

        private static Uni<Tally> create(Mutiny.Session session, String name) {
            Tally tally = new Tally();
            tally.name = name;
            return session.persist(tally).replaceWith(tally);
        }

        private static Uni<List<Object>> behave(Mutiny.Session session, Task task) {
            Done done = new Done(task.name(), task.number(), "");
            return switch (task.behaviour()) {
                case DONE -> returned(done);
                case NOTHING -> Uni.createFrom().nullItem();
                case EMPTY -> returned();
                case SEVERAL ->
                    returned(done, new Done(task.name(), task.number(), "second"), new Done(task.name(), 0, ""));
                case LATER -> returned(FollowUp.of(new Later(task.name())).withDelay(Duration.ofHours(1)));
                case FORBIDDEN -> returned(new Secret(task.name()));
                case TOO_LARGE -> returned(new Done(task.name(), task.number(), "x".repeat(5_000)));
                case REFUSE -> throw new PermanentFailureException("permanently rejected");
                case FAIL_AT_FIRST -> isFirst(task) ? failed() : returned(done);
                case FAIL_ALWAYS -> failed();
                case HANG_AT_FIRST -> isFirst(task) ? Uni.createFrom().nothing() : returned(done);
                case SWALLOW, SWALLOW_ALONE ->
                    session.flush().chain(() -> swallow(session)).replaceWith(List.of());
                case CLOSE_SESSION -> session.close().replaceWith(List.of(done));
                case CLEAR_SESSION -> returned(done).invoke(session::clear);
                case VIOLATE -> violate(session).replaceWith(List.of(done));
            };
        }

        private static boolean isFirst(Task task) {
            return CALLS.merge(task, 1, Integer::sum) <= FIRST_CALLS;
        }

        private static Uni<List<Object>> returned(Object... followUps) {
            return Uni.createFrom().item(new ArrayList<>(List.of(followUps)));
        }

        private static Uni<List<Object>> failed() {
            return Uni.createFrom().failure(new IllegalStateException("failed for now"));
        }

        private static Uni<Void> swallow(Mutiny.Session session) {
            return session.createNativeQuery("select 1 / 0")
                    .getSingleResult()
                    .onFailure()
                    .recoverWithNull()
                    .replaceWithVoid();
        }

        private static Uni<Void> violate(Mutiny.Session session) {
            Tally one = new Tally();
            one.name = UUID.randomUUID().toString();
            one.onlyOne = "the only one";
            Tally other = new Tally();
            other.name = UUID.randomUUID().toString();
            other.onlyOne = "the only one";
            return session.persistAll(one, other);
        }
    }

    static final Class<?>[] CLASSES = {
        Tallying.class, Behaviour.class, Task.class, Done.class, Later.class, Secret.class, Tally.class, Work.class
    };

    private Tallying() {}
}
