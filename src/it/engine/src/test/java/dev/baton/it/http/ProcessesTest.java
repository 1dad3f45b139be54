package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions behind HTTP in processes that are killed and stopped. Nothing is lost, and there is no broker. */
class ProcessesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES))
            .setApplicationName("parcels")
            .setRun(false);

    private static EmbeddedDatabase database;
    private static SinkServer sink;

    @ProdBuildResults
    private ProdModeTestResults built;

    @TempDir
    Path directory;

    @BeforeAll
    static void startServices() {
        database = MigratedDatabase.start();
        sink = new SinkServer(0);
    }

    @BeforeEach
    void sinkTakesAll() {
        sink.answers = headers -> 202;
    }

    @AfterAll
    static void stopServices() {
        sink.close();
        database.close();
    }

    @Test
    void theFollowUpOfAKilledProcessLeavesWithItsNextStartAndTheEventIsNotHandledAgain() throws Exception {
        String parcel = newId();
        String id = newId();
        sink.answers = headers -> 503;
        try (AppProcess app = start()) {
            assertThat(app.http().sent(id, parcel, 7).statusCode()).isEqualTo(200);
            app.kill();
        }
        assertThat(sink.taken("ce-subject", parcel)).isEmpty();

        sink.answers = headers -> 202;
        try (AppProcess app = start()) {
            assertThat(app.http().sent(id, parcel, 7).statusCode()).isEqualTo(200);
            await().atMost(PATIENCE)
                    .until(() -> !sink.taken("ce-subject", parcel).isEmpty());
        }
        assertThat(sink.taken("ce-subject", parcel).stream()
                        .map(SinkServer.Received::id)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aReplyThatNeverArrivedComesWithTheRedelivery() throws Exception {
        String parcel = newId();
        String id = newId();
        String reply;
        try (AppProcess app = start()) {
            reply = app.http()
                    .sent(id, parcel, 7, "Prefer", "reply")
                    .headers()
                    .firstValue("ce-id")
                    .orElseThrow();
            app.kill();
        }
        try (AppProcess app = start()) {
            HttpResponse<String> again = app.http().sent(id, parcel, 7, "Prefer", "reply");
            assertThat(again.headers().firstValue("ce-id")).contains(reply);
        }
        assertThat(sink.taken("ce-subject", parcel)).isEmpty();
    }

    @Test
    void aRequestInFlightFinishesWhenTheProcessIsToldToStopAndNewOnesAre503() throws Exception {
        Path file = directory.resolve("go");
        String parcel = Parcels.UNTIL + file;
        String id = newId();
        try (AppProcess app = start()) {
            HttpCalls.AtOnce deliveries = app.http().sendTwice(app.http().sending(id, parcel, 7));
            assertThat(deliveries.answered().statusCode()).isEqualTo(409);

            app.terminate();
            await().atMost(PATIENCE)
                    .until(() -> app.http().sent(newId(), newId(), 7).statusCode() == 503);
            assertThat(deliveries.inFlight()).isNotDone();
            Files.createFile(file);

            assertThat(deliveries.inFlight().join().statusCode()).isEqualTo(200);
            assertThat(app.awaitEnd()).isEqualTo(143);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', '', false", "BATON_HTTP_ENABLED, true, true", "K_SERVICE, parcels, true"})
    void inProductionEventsAreTakenOnKnativeOrIfTheConfigurationSaysSo(String variable, String value, boolean on)
            throws Exception {
        try (AppProcess app = start(variable.isEmpty() ? Map.of() : Map.of(variable, value))) {
            for (String path : List.of("/", "/functions/weigh-parcel")) {
                HttpResponse<String> answer = app.http()
                        .send(app.http().binary(path, "parcels.sent.v1", newId(), HttpCalls.parcel(newId(), 7)));
                HttpResponse<String> options = app.http().send(app.http().method("OPTIONS", path));

                assertThat(options.statusCode()).isEqualTo(on ? 200 : 404);
                if (on) {
                    assertThat(answer.statusCode()).isEqualTo(200);
                } else {
                    assertThat(HttpCalls.problem(answer, 404)).contains("does not receive events over HTTP");
                }
            }
        }
    }

    @Test
    void aProcessThatIsOutOfMemoryEndsAndTheNextOneGoesOn() throws Exception {
        String parcel = newId();
        try (AppProcess app = start(Map.of("K_SERVICE", "parcels", "JAVA_TOOL_OPTIONS", "-Xmx160m"))) {
            assertThatThrownBy(() -> app.http().sent(newId(), Parcels.ENDLESS, 7))
                    .isInstanceOf(CompletionException.class);

            assertThat(app.awaitEnd()).isEqualTo(3);
        }
        try (AppProcess app = start()) {
            assertThat(app.http().sent(newId(), parcel, 7).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void dueEventsOfAFunctionWithoutAProcessArePostedToItAndNamed() throws Exception {
        String id = newId();
        waits("asleep-now", id, "now()");
        Map<String, String> environment = Map.of(
                "BATON_FUNCTIONS__ASLEEP_NOW__URL",
                "http://127.0.0.1:" + sink.port(),
                "BATON_RETRY_WATCH_INTERVAL",
                "200ms",
                "BATON_RETRY_UNATTENDED_AFTER",
                "100ms");
        try (AppProcess app = start(environment)) {
            await().atMost(PATIENCE).until(() -> !sink.taken("ce-id", id).isEmpty());
            assertThat(app.http()
                            .send(app.http().method("GET", "/q/health/ready"))
                            .body())
                    .contains("asleep-now", "due events that no running process takes: 1,");
            execute("delete from baton_retry where event_id = '" + id + "'");
            await().atMost(PATIENCE).until(() -> !app.http()
                    .send(app.http().method("GET", "/q/health/ready"))
                    .body()
                    .contains("asleep-now"));
        }
    }

    @Test
    void aDueEventThatIsPostedToItsFunctionTakesEffectOnceInItsTurn() throws Exception {
        String parcel = newId();
        String id = newId();
        waits("weigh-parcel", id, "now() + interval '1 hour'", parcel);
        try (AppProcess app = start()) {
            assertThat(app.http().sent(id, parcel, 7).statusCode()).isEqualTo(200);
            assertThat(sink.taken("ce-subject", parcel)).isEmpty();

            execute("update baton_retry set due_at = now() where event_id = '" + id + "'");

            await().atMost(PATIENCE)
                    .until(() -> !sink.taken("ce-subject", parcel).isEmpty());
            await().atMost(PATIENCE).until(() -> waiting(id) == 0);
            assertThat(app.http().sent(id, parcel, 7).statusCode()).isEqualTo(200);
        }
        assertThat(sink.taken("ce-subject", parcel).stream()
                        .map(SinkServer.Received::id)
                        .distinct())
                .hasSize(1);
    }

    private static void waits(String function, String id, String dueAt) throws SQLException {
        waits(function, id, dueAt, newId());
    }

    private static void waits(String function, String id, String dueAt, String parcel) throws SQLException {
        execute("""
                insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at)
                values ('parcels', '%s', '%s', '/tests', '%s', json_build_object('specversion', '1.0', 'id', '%3$s',
                    'source', '/tests', 'type', 'parcels.sent.v1', 'datacontenttype', 'application/json')::text,
                    '{"parcel":"%2$s","weight":7}', 'test', 1, %4$s)""".formatted(function, parcel, id, dueAt));
    }

    private static long waiting(String id) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select count(*) from baton_retry where event_id = '" + id + "'")) {
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

    /** As Knative Serving starts it. */
    private AppProcess start() throws IOException {
        return start(Map.of("K_SERVICE", "parcels"));
    }

    private AppProcess start(Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD);
        environment.put("K_SINK", sink.address().toString());
        return new AppProcess(built.getBuiltArtifactPath(), environment, Path.of("target", "parcels-process.log"));
    }
}
