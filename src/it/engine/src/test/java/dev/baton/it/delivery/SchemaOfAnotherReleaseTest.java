package dev.baton.it.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.baton.it.Tables;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process that runs while its schema becomes too new or too old for it. No event counts as failed. */
class SchemaOfAnotherReleaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int NEXT = 1_000;
    /** The process stays not ready for this time after the last statement that failed. */
    private static final Duration A_FAILURE_COUNTS = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES)
                    .addClasses(Broker.class, Tables.class)
                    .addClasses(WrongClock.CLASSES))
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.attempts", "1");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Pool pool;

    private String name;

    @BeforeEach
    void begin() {
        name = UUID.randomUUID().toString();
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
    }

    @AfterEach
    void goBack() {
        pool.query("delete from baton_schema_history where version = '" + NEXT + "'")
                .executeAndAwait();
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void aNewerSchemaInWhichStatementsFailHoldsEventsUp() {
        failAndGoOn(
                () -> migrate("another inbox"),
                allOf(
                        containsString("has version " + NEXT),
                        containsString("release that the schema was migrated for")));
    }

    @Test
    void anOlderSchemaInWhichStatementsFailHoldsEventsUp() {
        failAndGoOn(
                () -> pool.query("update baton_schema_history set success = false"
                                + " where installed_rank = (select max(installed_rank) from baton_schema_history)")
                        .executeAndAwait(),
                containsString("is needed: run ./baton migrate"),
                () -> pool.query("update baton_schema_history set success = true")
                        .executeAndAwait());
    }

    @Test
    void aNewerSchemaThatSaysSoIsNoticedBeforeAStatementFails() {
        migrate("another inbox breaking");
        awaitProblem(containsString("can't work with version " + NEXT));
    }

    @Test
    void aNewerSchemaWithWhichItCanWorkIsNoProblem() {
        migrate("an index that is nonbreaking");
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(step(1));
            await().atMost(PATIENCE).until(() -> total() == 1);
        }
        given().get("/q/health/ready").then().statusCode(200);
    }

    private void failAndGoOn(Runnable change, Matcher<String> problem) {
        failAndGoOn(change, problem, () -> {});
    }

    private void failAndGoOn(Runnable change, Matcher<String> problem, Runnable back) {
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(step(1));
            await().atMost(PATIENCE).until(() -> total() == 1);

            change.run();
            pool.query("alter table baton_inbox rename column key to identity").executeAndAwait();
            try {
                broker.send(step(2));
                awaitProblem(problem);
                assertThat(total()).isEqualTo(1);
            } finally {
                pool.query("alter table baton_inbox rename column identity to key")
                        .executeAndAwait();
                back.run();
                WrongClock.off = WrongClock.off.plus(A_FAILURE_COUNTS);
            }

            await().atMost(PATIENCE).until(() -> total() == 2);
            assertThat(Tables.number(pool, "select count(*) from baton_retry")).isZero();
            assertThat(Tables.number(pool, "select count(*) from baton_dead_letter"))
                    .isZero();
        }
    }

    private static void awaitProblem(Matcher<String> problem) {
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'Baton database schema' }.status", is("DOWN"))
                .body("checks.find { it.name == 'Baton database schema' }.data.problem", problem));
    }

    /** Makes the schema look as if another release had migrated it. */
    private void migrate(String description) {
        pool.query("insert into baton_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) values (1000, '" + NEXT + "', '" + description
                        + "', 'SQL', 'V1000.sql', current_user, 0, true)")
                .executeAndAwait();
    }

    private ProducerRecord<String, byte[]> step(int number) {
        String data = "{\"name\":\"%s\",\"number\":%d}".formatted(name, number);
        return Broker.binary(
                new ProducerRecord<>("counting.step.v1", name, data.getBytes(StandardCharsets.UTF_8)),
                Integer.toString(number),
                "/" + name,
                "application/json");
    }

    private long total() {
        return Tables.number(pool, "select coalesce(max(total), 0) from counting_total where name = $1", name);
    }
}
