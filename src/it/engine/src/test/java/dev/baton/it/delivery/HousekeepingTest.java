package dev.baton.it.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.baton.it.Tables;
import dev.baton.runtime.deadletter.DeadLetterExpiry;
import dev.baton.runtime.inbox.InboxExpiry;
import dev.baton.runtime.telemetry.Figures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rows that are forgotten, and those that health checks and metrics show. */
class HousekeepingTest {

    private static final String NAMESPACE = "it-engine";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.inbox.expiry-interval", "0")
            .overrideConfigKey("baton.inbox.expiry-step", "100")
            .overrideConfigKey("baton.dead-letters.expiry-interval", "0")
            .overrideConfigKey("baton.retry.parked-too-long", "1m")
            .overrideConfigKey("baton.retry.watch-interval", "100ms");

    @Inject
    InboxExpiry expiry;

    @Inject
    DeadLetterExpiry letters;

    @Inject
    Pool pool;

    @Inject
    MeterRegistry metrics;

    @Inject
    Figures figures;

    private final SimpleMeterRegistry measured = new SimpleMeterRegistry();

    @BeforeEach
    void clear() {
        pool.query("truncate baton_inbox, baton_inbox_walk").executeAndAwait();
        pool.query("delete from baton_retry").executeAndAwait();
        pool.query("truncate baton_dead_letter cascade").executeAndAwait();
    }

    @Test
    void eventsHandledLongAgoAreForgottenAFewAtATime() {
        remember(NAMESPACE, 250, "15 days");
        remember(NAMESPACE, 10, "13 days");

        assertThat(expiry.forgetSome()).isEqualTo(100);
        assertThat(expiry.forgetSome()).isEqualTo(100);
        assertThat(expiry.forgetSome()).isEqualTo(50);
        assertThat(expiry.forgetSome()).isZero();
        assertThat(count()).isEqualTo(10);
    }

    @Test
    void theWalkThroughTheInboxGoesOnWhereItEnded() {
        remember(NAMESPACE, 40_000, "13 days");
        remember(NAMESPACE, 5, "15 days");
        assertThat(expiry.forgetSome()).isZero();
        assertThat(count()).isEqualTo(40_005);

        await().until(() -> expiry.forgetSome() == 5);

        remember(NAMESPACE, 7, "15 days");
        await().until(() -> expiry.forgetSome() == 7);
        assertThat(count()).isEqualTo(40_000);
    }

    @Test
    void anotherProcessAtWorkIsLeftAlone() {
        remember(NAMESPACE, 5, "15 days");
        SqlConnection other = pool.getConnectionAndAwait();
        Transaction lock = other.beginAndAwait();
        lockExpiry(other, NAMESPACE);

        assertThat(expiry.forgetSome()).isZero();

        lock.commitAndAwait();
        other.closeAndAwait();
        assertThat(expiry.forgetSome()).isEqualTo(5);
    }

    @Test
    void theEventsOfAnotherNamespaceAndItsWorkAreNoBusinessOfThisOne() {
        remember(NAMESPACE, 5, "15 days");
        remember("other", 7, "15 days");
        SqlConnection other = pool.getConnectionAndAwait();
        Transaction lock = other.beginAndAwait();
        lockExpiry(other, "other");

        assertThat(expiry.forgetSome()).isEqualTo(5);

        lock.commitAndAwait();
        other.closeAndAwait();
        assertThat(expiry.forgetSome()).isZero();
        assertThat(count()).isEqualTo(7);
    }

    @Test
    void closedDeadLettersGoWithTheirAuditWhenTheLastOperationIsOldEnough() {
        letter(NAMESPACE, "discarded", "100 days", "91 days");
        letter(NAMESPACE, "replayed", "91 days");

        assertThat(letters.forgetSome()).isEqualTo(2);

        assertThat(letters.forgetSome()).isZero();
        assertThat(Tables.number(pool, "select count(*) from baton_dead_letter_audit"))
                .isZero();
    }

    @Test
    void otherDeadLettersStay() {
        letter(NAMESPACE, "open");
        letter(NAMESPACE, "open", "100 days"); // replayed long ago, and failed again
        letter(NAMESPACE, "discarded", "100 days", "89 days");
        letter("other", "discarded", "100 days");

        assertThat(letters.forgetSome()).isZero();
        assertThat(Tables.number(pool, "select count(*) from baton_dead_letter"))
                .isEqualTo(4);
        assertThat(Tables.number(pool, "select count(*) from baton_dead_letter_audit"))
                .isEqualTo(4);
    }

    @Test
    void aKeyThatIsParkedTooLongIsSeenInHealthAndMetrics() {
        ((CompositeMeterRegistry) metrics).add(measured);
        park("late", 90, 1);
        park("late", 80, 0);
        park("soon", 10, 1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(gauge("baton.parked.keys")).isEqualTo(2));
        assertThat(gauge("baton.parked.too.long")).isEqualTo(1);
        assertThat(gauge("baton.parked.oldest")).isBetween(90.0, 300.0);
        given().get("/q/health/ready")
                .then()
                .body(
                        "checks.find { it.name == 'Baton parked keys' }.data.'count-step'",
                        containsString("too long: 1, such as [late]"))
                .body("checks.find { it.name == 'Baton parked keys' }.status", is("UP"));
    }

    @Test
    void whatWaitsIsSeenInMetrics() {
        ((CompositeMeterRegistry) metrics).add(measured);
        wait("2 min");
        wait("10 s");
        openLetter();
        pool.query(
                        "insert into baton_outbox (slot, type, key, attributes, data) values (1, 'counting.seen.v1', 'k', '{}', '')")
                .executeAndAwait();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge("baton.retry.due")).isEqualTo(2));
        assertThat(gauge("baton.retry.overdue")).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> gauge("baton.dead.letters") == 1);
        await().atMost(PATIENCE).until(() -> ofProcess("baton.outbox.events") == 1);
        await().atMost(PATIENCE).until(() -> ofProcess("baton.outbox.oldest") > 0);
        assertThat(figures.backlogs()
                        .get(new Figures.Name(NAMESPACE, "count-step"))
                        .due())
                .isEqualTo(2);

        pool.query("truncate baton_outbox, baton_retry").executeAndAwait();

        await().atMost(PATIENCE).until(() -> gauge("baton.retry.overdue") == 0);
        await().atMost(PATIENCE).until(() -> ofProcess("baton.outbox.oldest") == 0);
        assertThat(ofProcess("baton.outbox.events")).isZero();
    }

    private static void lockExpiry(SqlConnection connection, String namespace) {
        connection
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('baton_inbox/' || $1, 0))")
                .executeAndAwait(Tuple.of(namespace));
    }

    private void remember(String namespace, int events, String ago) {
        pool.query("insert into baton_inbox (namespace, key, handled_at) select '" + namespace
                        + "', baton_inbox_key('" + namespace + "', 'f', '" + ago + "', n::text), now() - interval '"
                        + ago + "' from generate_series(1, "
                        + events
                        + ") as n")
                .executeAndAwait();
    }

    /** @param operations how long ago each operation was performed, in their order */
    private void letter(String namespace, String state, String... operations) {
        long id = pool.query("""
                        insert into baton_dead_letter (namespace, function, source, event_id, attributes, data, origin,
                            attempts, first_failed_at, last_failed_at, error_class, error_message, error_stack, state)
                        values ('%s', 'f', '/s', gen_random_uuid()::text, '{}', '', 'o', 1, now() - interval '200 days',
                            now() - interval '200 days', 'E', 'm', 's', '%s') returning id""".formatted(namespace, state))
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
        for (String ago : operations) {
            pool.query("""
                            insert into baton_dead_letter_audit (dead_letter, operation, performed_by, performed_at)
                            values (%d, 'replay', 'ann', now() - interval '%s')""".formatted(id, ago)).executeAndAwait();
        }
    }

    private void openLetter() {
        pool.query("""
                        insert into baton_dead_letter (namespace, function, source, event_id, attributes, data, origin,
                            attempts, first_failed_at, last_failed_at, error_class, error_message, error_stack)
                        values ('it-engine', 'count-step', '/s', 'given-up', '{}', '', 'o', 1, now(), now(), 'E', 'm', 's')""").executeAndAwait();
    }

    /** Adds an event that has been due for this long, and that waits for a process that knows its version. */
    private void wait(String due) {
        pool.query("""
                        insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin,
                            attempts, due_at, needs_type)
                        values ('it-engine', 'count-step', '%1$s', '/s', '%1$s', '{}', '', 'o', 1, now() - interval '%1$s',
                            'counting.step.v9')""".formatted(due)).executeAndAwait();
    }

    private void park(String key, int secondsAgo, int attempts) {
        pool.query(
                        "insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at,"
                                + " parked_at) values ('it-engine', 'count-step', '" + key + "', '/s', '" + key
                                + secondsAgo
                                + "', '{}', '', 'o', "
                                + attempts + ", " + (attempts == 0 ? "null" : "now() + interval '1 hour'")
                                + ", now() - interval '" + secondsAgo + " s')")
                .executeAndAwait();
    }

    private double gauge(String name) {
        return measured.get(name)
                .tag("namespace", NAMESPACE)
                .tag("function", "count-step")
                .gauge()
                .value();
    }

    private double ofProcess(String name) {
        return measured.get(name).gauge().value();
    }

    private long count() {
        return Tables.number(pool, "select count(*) from baton_inbox");
    }
}
