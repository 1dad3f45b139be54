package dev.baton.it.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.outside.TcpProxy;
import dev.baton.migrator.Migrations;
import io.quarkus.test.QuarkusUnitTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.Driver;

/**
 * The database behind a name that may lead to another host: it vanishes without a word, or becomes read-only while all
 * connections stay open. Each time, the process goes on by itself, and no event is counted as failed.
 */
class DatabaseOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String URL = "quarkus.datasource.reactive.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";
    private static final String PRIMARY = "database-outage-test.primary";
    private static final String NEXT = "database-outage-test.next";
    private static final String VANISH = "database-outage-test.vanish";
    private static final String FAIL_OVER = "database-outage-test.fail-over";
    private static final String CLOSE = "database-outage-test.close";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setBeforeAllCustomizer(DatabaseOutageTest::startDatabases)
            .setAfterAllCustomizer(() -> database(CLOSE))
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClasses(Broker.class, TcpProxy.class))
            .overrideConfigKey(
                    "quarkus.datasource.reactive.additional-properties.default_transaction_isolation",
                    "repeatable read")
            .overrideConfigKey("baton.database.answer-timeout", "2s")
            .overrideConfigKey("baton.database.idle-timeout", "2s")
            .overrideConfigKey("baton.delivery.time-limit", "2s")
            .overrideConfigKey("baton.retry.attempts-in-place", "1");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final String name = UUID.randomUUID().toString();

    @Test
    void deliveriesGoOnByThemselves() throws SQLException {
        try (Broker broker = new Broker(bootstrapServers);
                Connection primary = connect(PRIMARY);
                Connection next = connect(NEXT)) {
            Counting.WAITING.add(name);
            broker.send(step(1));
            await("it is handled")
                    .atMost(PATIENCE)
                    .until(() ->
                            number(primary, "select count(*) from pg_stat_activity where state = 'idle in transaction'")
                                    > 0);

            database(VANISH);
            Counting.WAITING.clear();
            broker.send(step(2));

            await().atMost(PATIENCE).until(() -> total(primary) == 2);
            assertNoneFailed(primary);

            execute(primary, "alter system set default_transaction_read_only = on");
            execute(primary, "select pg_reload_conf()");
            await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'Baton database' }.data.problem", containsString("read-only")));
            broker.send(step(3));
            database(FAIL_OVER);

            await().atMost(PATIENCE).until(() -> total(next) == 1);
            given().get("/q/health/ready").then().body("checks.find { it.name == 'Baton database' }.status", is("UP"));
            assertNoneFailed(primary);
            assertNoneFailed(next);
        }
    }

    private ProducerRecord<String, byte[]> step(int number) {
        String data = "{\"name\":\"%s\",\"number\":%d}".formatted(name, number);
        return Broker.binary(
                new ProducerRecord<>("counting.step.v1", name, data.getBytes(StandardCharsets.UTF_8)),
                Integer.toString(number),
                "/outage",
                "application/json");
    }

    private long total(Connection database) throws SQLException {
        return number(database, "select coalesce(max(total), 0) from counting_total where name = '" + name + "'");
    }

    private static void assertNoneFailed(Connection database) throws SQLException {
        assertThat(number(database, "select count(*) from baton_retry")).isZero();
        assertThat(number(database, "select count(*) from baton_dead_letter")).isZero();
    }

    private static long number(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url) throws SQLException {
        Properties credentials = new Properties();
        credentials.putAll(Map.of("user", EmbeddedDatabase.USER, "password", EmbeddedDatabase.PASSWORD));
        return new Driver().connect(System.getProperty(url), credentials);
    }

    /** They live outside the application, whose class loader has another copy of this class. */
    private static void startDatabases() {
        EmbeddedDatabase primary = started();
        EmbeddedDatabase next = started();
        TcpProxy host = new TcpProxy(primary.port());
        Map<String, String> properties = Map.of(
                URL,
                "postgresql://127.0.0.1:" + host.port() + "/" + EmbeddedDatabase.NAME,
                USER,
                EmbeddedDatabase.USER,
                PASSWORD,
                EmbeddedDatabase.PASSWORD,
                PRIMARY,
                primary.jdbcUrl(),
                NEXT,
                next.jdbcUrl());
        properties.forEach(System::setProperty);
        System.getProperties().put(VANISH, (Runnable) host::vanish);
        System.getProperties().put(FAIL_OVER, (Runnable) () -> host.leadTo(next.port()));
        System.getProperties().put(CLOSE, (Runnable) () -> {
            properties.keySet().forEach(System::clearProperty);
            host.close();
            primary.close();
            next.close();
        });
    }

    private static EmbeddedDatabase started() {
        EmbeddedDatabase database = new EmbeddedDatabase().start();
        Migrations.migrate(
                database.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                DatabaseOutageTest.class.getClassLoader());
        try (Connection connection = database.connect()) {
            execute(connection, Counting.CREATE_TABLE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    private static void database(String operation) {
        ((Runnable) System.getProperties().get(operation)).run();
    }
}
