package dev.baton.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import dev.baton.runtime.schedule.ScheduleRound;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The effects of rounds of several processes on the table. Neither they nor the relay run on their own here. */
class ScheduleTest extends Pinged {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Cleaning.CLASSES).addClasses(Pinged.class, Tables.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("cleaning.zone", "UTC")
            .overrideConfigKey("baton.schedule.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false");

    private static final String CRON = "0 3 * * *";

    @Inject
    ScheduleRound round;

    @BeforeEach
    void begin() {
        pool.query("truncate baton_schedule, baton_outbox").executeAndAwait();
        round.planAll();
    }

    @Test
    void aPlanWaitsForTheNextTime() {
        assertThat(round.fireDue()).isZero();
        assertThat(events()).isEmpty();
        assertThat(next()).isAfter(Instant.now()).isBefore(Instant.now().plus(25, ChronoUnit.HOURS));
    }

    @Test
    void aTimeMakesTheEventThatTriggersTheFunction() {
        Instant time = lastNight();
        due(time);

        assertThat(round.fireDue()).isEqualTo(1);

        JsonObject event = events().get(0);
        assertThat(event.getString("id")).isEqualTo("clean-" + time);
        assertThat(event.getString("source")).isEqualTo(Cleaning.SCHEDULE);
        assertThat(event.getString("type")).isEqualTo("cleaning.due.v1");
        assertThat(event.getString("time")).isEqualTo(time.toString());
        assertThat(event.getString("correlationid")).isEqualTo(event.getString("id"));
        assertThat(next()).isEqualTo(time.plus(1, ChronoUnit.DAYS));
    }

    @Test
    void processesThatLookAtOnceMakeOneEventATime() {
        for (int i = 0; i < 50; i++) {
            due(lastNight());
            List<CompletableFuture<Integer>> rounds = IntStream.range(0, 6)
                    .mapToObj(process -> CompletableFuture.supplyAsync(round::fireDue))
                    .toList();
            assertThat(rounds.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(1);
        }
        assertThat(events()).hasSize(50);
    }

    @Test
    void aProcessThatDiesBetweenLockAndCommitLeavesTheTimeToAnother() {
        due(lastNight());
        SqlConnection dying = pool.getConnectionAndAwait();
        dying.beginAndAwait();
        dying.query("select * from baton_schedule for update").executeAndAwait();
        dying.query("insert into baton_outbox (slot, type, attributes, data) values (1, 'cleaning.due.v1', '{}', '')")
                .executeAndAwait();
        int session = dying.query("select pg_backend_pid()")
                .executeAndAwait()
                .iterator()
                .next()
                .getInteger(0);

        assertThat(round.fireDue()).isZero();
        pool.preparedQuery("select pg_terminate_backend($1)").executeAndAwait(Tuple.of(session));
        await().atMost(Duration.ofSeconds(60)).until(() -> round.fireDue() == 1);

        assertThat(events()).map(event -> event.getString("id")).containsExactly("clean-" + lastNight());
        assertThat(round.fireDue()).isZero();
    }

    @Test
    void ofTheTimesThatWereMissedTheLatestIsMadeUpFor() {
        due(lastNight().minus(5, ChronoUnit.DAYS));

        round.planAll(); // as a process does that starts
        assertThat(round.fireDue()).isEqualTo(1);

        assertThat(round.fireDue()).isZero();
        assertThat(events()).map(event -> event.getString("id")).containsExactly("clean-" + lastNight());
        assertThat(next()).isAfter(Instant.now());
    }

    @Test
    void anotherPlanReplacesTheOldOneAndBeginsNow() {
        planned("0 4 * * *", lastNight());

        round.planAll();

        assertThat(cron()).isEqualTo(CRON);
        assertThat(round.fireDue()).isZero();
        assertThat(next()).isAfter(Instant.now());
    }

    @Test
    void aProcessOfAnOlderReleaseLeavesTheNewPlanAlone() {
        planned("0 4 * * *", Instant.now().minusSeconds(10));

        assertThat(round.fireDue()).isZero();

        assertThat(cron()).isEqualTo("0 4 * * *");
        assertThat(events()).isEmpty();
    }

    @Test
    void aPlanThatNobodyFollowsAnyMoreIsTakenOver() {
        planned("0 4 * * *", Instant.now().minusSeconds(100));

        assertThat(round.fireDue()).isZero();

        assertThat(cron()).isEqualTo(CRON);
        assertThat(next()).isAfter(Instant.now());
    }

    private static Instant lastNight() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(3, ChronoUnit.HOURS);
        return today.isAfter(Instant.now()) ? today.minus(1, ChronoUnit.DAYS) : today;
    }

    private void due(Instant time) {
        planned(CRON, time);
    }

    private void planned(String cron, Instant next) {
        pool.preparedQuery("update baton_schedule set cron = $1, next_at = $2")
                .executeAndAwait(Tuple.of(cron, next.atOffset(ZoneOffset.UTC)));
    }

    private Instant next() {
        return row().get(OffsetDateTime.class, "next_at").toInstant();
    }

    private String cron() {
        return row().getString("cron");
    }

    private Row row() {
        return pool.query("select * from baton_schedule")
                .executeAndAwait()
                .iterator()
                .next();
    }

    private List<JsonObject> events() {
        List<JsonObject> events = new ArrayList<>();
        pool.query("select attributes from baton_outbox order by position")
                .executeAndAwait()
                .forEach(row -> events.add(new JsonObject(row.getString(0))));
        return events;
    }
}
