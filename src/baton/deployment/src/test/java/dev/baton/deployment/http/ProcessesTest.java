package dev.baton.deployment.http;

import static dev.baton.deployment.http.HttpCalls.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.deployment.MigratedDatabase;
import dev.baton.embedded.EmbeddedDatabase;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
