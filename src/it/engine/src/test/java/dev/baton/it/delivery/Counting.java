package dev.baton.it.delivery;

import dev.baton.Emits;
import dev.baton.EventContext;
import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.FollowUp;
import dev.baton.PermanentFailureException;
import dev.baton.it.Tables;
import io.quarkus.funqy.Context;
import io.quarkus.funqy.Funq;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.reactive.mutiny.Mutiny;

/** The application of the delivery tests, which counts steps and fails on request. */
public final class Counting {

    static final String CREATE_TABLE =
            "create table if not exists counting_total (name text primary key, total bigint not null)";

    /** The numbers on which {@link CountStep} currently fails. */
    static final Set<Integer> FAILING = ConcurrentHashMap.newKeySet();

    /** The numbers on which it failed, once for each failure. */
    static final List<Integer> FAILED = new CopyOnWriteArrayList<>();

    /** The numbers whose transaction collides with another one the first time. */
    static final Set<Integer> COLLIDING = ConcurrentHashMap.newKeySet();

    /** The names for which {@link CountStep} waits until they are removed. */
    static final Set<String> WAITING = ConcurrentHashMap.newKeySet();

    @EventType("counting.step.v1")
    record Step(@EventKey String name, @PositiveOrZero int number) {}

    @EventType("counting.counted.v1")
    record Counted(String name, int number, long total) {}

    @EventType("counting.many.v1")
    record Many(@EventKey String name, int number) {}

    @EventType("counting.later.v1")
    record Later(
            @EventKey @Pattern(regexp = "(.*a){12}b|[^!]*") String name) {}

    @EventType("counting.seen.v1")
    record Seen(@EventKey String name, String by) {}

    @Entity(name = "CountingTotal")
    @jakarta.persistence.Table(name = "counting_total")
    static class Total {
        @Id
        String name;

        long total;
    }

    /** Keeps a total for each name in the delivery's own session. */
    public static class CountStep {
        @Inject
        Mutiny.SessionFactory sessions;

        @Funq
        public Uni<Counted> count(Step step) {
            if (FAILING.contains(step.number())) {
                FAILED.add(step.number());
                return Uni.createFrom().failure(new IllegalStateException("told to fail on " + step.number()));
            }
            if (COLLIDING.remove(step.number())) {
                return Uni.createFrom().failure(new PgException("deadlock detected", "ERROR", "40P01", "see the log"));
            }
            if (step.number() == 666_666) {
                throw new PermanentFailureException("666,666 is never counted");
            }
            if (step.number() == 777_777) {
                throw new PgException("the terminal is shut down", "FATAL", "57P01", "it is another database's");
            }
            if (WAITING.contains(step.name())) {
                return Uni.createFrom()
                        .nullItem()
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(10))
                        .chain(() -> count(step));
            }
            return sessions.withSession(session -> session.find(Total.class, step.name())
                            .onItem()
                            .ifNull()
                            .switchTo(() -> create(session, step.name()))
                            .invoke(total -> total.total++))
                    .map(total -> new Counted(step.name(), step.number(), total.total));
        }

        private static Uni<Total> create(Mutiny.Session session, String name) {
            Total total = new Total();
            total.name = name;
            return session.persist(total).replaceWith(total);
        }
    }

    /** Returns several follow-ups: a plain one, a delayed one, and one with its own key and subject. */
    public static class Spread {
        @Funq
        @Emits({Later.class, Seen.class})
        public List<Object> spread(Many many) {
            return List.of(
                    new Seen(many.name(), "spread"),
                    FollowUp.of(new Later(many.name())).withDelay(Duration.ofMillis(many.number())),
                    FollowUp.of(new Seen(many.name(), "again"))
                            .withKey("own-key")
                            .withSubject("own-subject"));
        }
    }

    /** Runs on a worker thread and looks at the context of its event. */
    public static class SeeLater {
        @Funq
        @Blocking
        public Seen see(Later later, @Context EventContext context) {
            return new Seen(later.name(), Thread.currentThread().getName() + " " + context.correlationId());
        }
    }

    static final Class<?>[] CLASSES = {
        Counting.class,
        Tables.class,
        CountingTest.class,
        Step.class,
        Counted.class,
        Many.class,
        Later.class,
        Seen.class,
        Total.class,
        CountStep.class,
        Spread.class,
        SeeLater.class
    };

    private Counting() {}
}
