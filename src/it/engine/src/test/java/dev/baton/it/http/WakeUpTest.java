package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.newId;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What wakes a process that rests. In most tests, it looks at the tables every ten minutes. It looks once more some
 * seconds after it became busy, so the events come several times in a row: at most the first of them could be found by
 * that look.
 */
class WakeUpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IN_A_ROW = 3;

    /** The sessions that listen, by the last statement in them. */
    private static final String LISTENING = """
            from pg_stat_activity
            where query like 'listen%' or query like 'select set_config(%pg_notify(%' or query = 'select where false'""";

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES))
            .setApplicationName("parcels")
            .setRun(false);

    private static EmbeddedDatabase database;
    private static SinkServer sink;

    @ProdBuildResults
    private ProdModeTestResults built;

    private AppProcess resting;

    @BeforeAll
    static void startServices() {
        database = MigratedDatabase.start();
        sink = new SinkServer(0);
    }

    @BeforeEach
    void start() throws IOException {
        resting = start(Map.of());
    }

    @AfterEach
    void stop() throws InterruptedException {
        resting.close();
    }

    @AfterAll
    static void stopServices() {
        sink.close();
        database.close();
    }

    @Test
    void anEventOfAProcessThatPublishesNothing() throws Exception {
        try (AppProcess app = start(Map.of("BATON_RELAY_ENABLED", "false"))) {
            for (int i = 0; i < IN_A_ROW; i++) {
                String parcel = newId();
                app.http().sent(newId(), parcel, 7);
                awaitTaken(parcel);
            }
        }
    }

    /** The process may die before its hint leaves. The others look at the tables every ten seconds in any case. */
    @Test
    void anEventOfAProcessThatIsKilledBeforeItPublishesIt() throws Exception {
        try (SinkServer broken = new SinkServer(0);
                AppProcess polling = start(Map.of("BATON_RELAY_POLL_INTERVAL", "500ms"))) {
            broken.answers = headers -> 503;
            String parcel = newId();
            try (AppProcess app = start(Map.of("K_SINK", broken.address().toString()))) {
                app.http().sent(newId(), parcel, 7);
                app.kill();
            }
            awaitTaken(parcel);
        }
    }

    @Test
    void aReplayedDeadLetter() throws Exception {
        for (int i = 0; i < IN_A_ROW; i++) {
            String parcel = newId();
            long letter = deadLetter(parcel);

            number("select count(*) from baton_replay_dead_letter(null, " + letter + ", 'ann')");

            awaitTaken(parcel);
        }
    }

    @Test
    void theConnectionOnWhichHintsArriveIsReplacedAndNothingIsMissedMeanwhile() throws Exception {
        for (int i = 0; i < IN_A_ROW; i++) {
            await().atMost(PATIENCE).until(() -> number("select count(*) " + LISTENING) == 1);
            String parcel = newId();
            execute("""
                    insert into baton_outbox (slot, type, key, attributes, data)
                    values (1, 'parcels.weighed.v1', '%s', json_build_object('specversion', '1.0', 'id', '%1$s',
                        'source', '/tests', 'type', 'parcels.weighed.v1', 'subject', '%1$s')::text, '{}')""".formatted(parcel));

            number("select count(pg_terminate_backend(pid)) " + LISTENING);

            awaitTaken(parcel);
        }
        anEventOfAProcessThatPublishesNothing();
    }

    private static void awaitTaken(String parcel) {
        await().atMost(PATIENCE).until(() -> !sink.taken("ce-subject", parcel).isEmpty());
    }

    /** Returns the id of the dead letter of an event that can be handled. */
    private static long deadLetter(String parcel) throws SQLException {
        return number("""
                insert into baton_dead_letter (namespace, function, type, key, source, event_id, attributes, data, origin, attempts,
                    first_failed_at, last_failed_at, error_class, error_message, error_stack)
                values ('parcels', 'weigh-parcel', 'parcels.sent.v1', '%s', '/tests', '%1$s',
                    json_build_object('specversion', '1.0', 'id', '%1$s', 'source', '/tests', 'type', 'parcels.sent.v1',
                        'datacontenttype', 'application/json')::text,
                    '{"parcel":"%1$s","weight":7}', 'test', 12, now(), now(), 'Error', 'message', 'stack')
                returning id""".formatted(parcel));
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private AppProcess start(Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("K_SERVICE", "parcels");
        environment.put("K_SINK", sink.address().toString());
        environment.put("BATON_RELAY_POLL_INTERVAL", "10m");
        environment.put("BATON_RETRY_POLL_INTERVAL", "10m");
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD);
        environment.putAll(more);
        return new AppProcess(built.getBuiltArtifactPath(), environment, Path.of("target", "wake-up-process.log"));
    }
}
