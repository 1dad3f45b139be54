package dev.baton.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.deadletter.Failure;
import dev.baton.runtime.deadletter.FailureTimes;
import dev.baton.runtime.retry.Redelivery;
import dev.baton.runtime.retry.Retries;
import dev.baton.runtime.retry.RetryRound;
import dev.baton.runtime.retry.WaitingEvent;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import dev.baton.runtime.wakeup.Hints;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event whose last attempt failed holds its key, unless it took effect or was taken by another process meanwhile. */
class HeldEventTest {

    private static final IllegalStateException FAILED = new IllegalStateException("told to");

    private static RealTables tables;
    private static ReactiveDatabase database;

    private Runnable meanwhile = () -> {};
    private Wiring wiring;

    @BeforeAll
    static void start() {
        tables = new RealTables();
        database = tables.connect();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    /** Lets the first event of a key be due, for its last attempt, and another one wait behind it. */
    @BeforeEach
    void begin() {
        tables.clear();
        wiring = new Wiring()
                .with(Database.class, database)
                .with(BatonModel.class, RealWorker.model())
                .with(Hints.class, Hints.NONE)
                .with(
                        BatonConfig.class,
                        RealProcesses.config(Map.of("baton.retry.on-exhausted", "hold", "baton.retry.attempts", "2")))
                .with(Clock.class, Clock.systemUTC())
                .with(Redelivery.class, new Failing());
        Retries retries = wiring.get(Retries.class);
        Instant now = Instant.now();
        retries.leave(database, failed("a1"), Failure.of(FAILED), new FailureTimes(now, now), Duration.ZERO)
                .chain(() -> retries.park(database, RealWorker.FUNCTION, List.of(failed("a2"))))
                .await()
                .indefinitely();
    }

    @Test
    void anEventThatFailedInItsLastAttemptHoldsItsKey() {
        round();

        assertThat(tables.text())
                .isEqualTo("inbox=[a1] deadLetters=[a1] effects=[] outbox=[a1] retry=[a1 2 PARKED, a2 0 PARKED]");
        round();
        assertThat(tables.text()).contains("retry=[a1 2 PARKED, a2 0 PARKED]");
    }

    @Test
    void anEventThatTookEffectMeanwhileReleasesItsKey() {
        meanwhile = HeldEventTest::takeEffect;

        round();

        assertThat(tables.text()).isEqualTo("inbox=[a1] deadLetters=[] effects=[] outbox=[] retry=[a2 0 NOW]");
    }

    @Test
    void aProcessWhoseLeaseEndedNeitherHoldsNorReleasesTheKey() {
        meanwhile = () -> {
            takeEffect();
            leaseToAnother();
        };

        round();

        assertThat(tables.text())
                .isEqualTo("inbox=[a1] deadLetters=[] effects=[] outbox=[] retry=[a1 1 LEASED, a2 0 PARKED]");
    }

    private static void takeEffect() {
        execute(
                "insert into baton_inbox (namespace, key) values ('model', baton_inbox_key('model', $1, '/model', 'a1'))",
                RealWorker.FUNCTION);
    }

    private static void leaseToAnother() {
        execute("update baton_retry set due_at = now() + interval '1 hour' where event_id = 'a1'");
    }

    private static void execute(String sql, Object... parameters) {
        database.execute(sql, parameters).await().indefinitely();
    }

    private void round() {
        wiring.get(RetryRound.class).redeliverDue();
    }

    /** Runs on a thread of its own, as a delivery does. */
    private final class Failing implements Redelivery {

        @Override
        public Uni<Result> redeliver(WaitingEvent event) {
            return Uni.createFrom()
                    .<Result>item(() -> {
                        meanwhile.run();
                        return new FailedAgain(FAILED);
                    })
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }

        @Override
        public Uni<Boolean> redeliverTogether(List<WaitingEvent> events) {
            return Uni.createFrom().item(false);
        }
    }

    private static FailedEvent failed(String id) {
        return new FailedEvent(RealWorker.FUNCTION, RealWorker.event(id), "a", "model", id.equals("a1") ? 1 : 0);
    }
}
