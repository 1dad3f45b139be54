package dev.baton.deployment.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.baton.deployment.Tables;
import dev.baton.runtime.inbox.InboxExpiry;
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

    private static final String NAMESPACE = "baton-deployment";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.inbox.expiry-interval", "0")
            .overrideConfigKey("baton.inbox.expiry-step", "100")
            .overrideConfigKey("baton.retry.parked-too-long", "1m")
            .overrideConfigKey("baton.retry.watch-interval", "100ms");

    @Inject
    InboxExpiry expiry;

    @Inject
    Pool pool;

    @Inject
    MeterRegistry metrics;

    private final SimpleMeterRegistry measured = new SimpleMeterRegistry();

    @BeforeEach
    void clear() {
        pool.query("delete from baton_inbox").executeAndAwait();
        pool.query("delete from baton_retry").executeAndAwait();
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

    private static void lockExpiry(SqlConnection connection, String namespace) {
        connection
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('baton_inbox/' || $1, 0))")
                .executeAndAwait(Tuple.of(namespace));
    }

    private void remember(String namespace, int events, String ago) {
        pool.query("insert into baton_inbox (namespace, function, source, id, handled_at) select '" + namespace
                        + "', 'f', '" + ago + "', n::text, now() - interval '" + ago + "' from generate_series(1, "
                        + events
                        + ") as n")
                .executeAndAwait();
    }

    private void park(String key, int secondsAgo, int attempts) {
        pool.query(
                        "insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at,"
                                + " parked_at) values ('baton-deployment', 'count-step', '" + key + "', '/s', '" + key
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

    private long count() {
        return Tables.number(pool, "select count(*) from baton_inbox");
    }
}
