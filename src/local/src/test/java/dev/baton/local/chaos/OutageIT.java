package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.local.processes.Executables;
import dev.baton.local.processes.ServiceProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under load, the database and then the broker become unavailable for a while, and come back. The processes have little
 * memory, and are not restarted. {@code -Dbaton.outage.duration=5s} sets the length of an outage.
 */
class OutageIT {
    private static final Duration OUTAGE = Setting.duration("baton.outage.duration", Duration.ofSeconds(5));
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ROOMS = 4;

    /** Too small for the records that arrive during the outage. */
    private static final String HEAP = "96m";

    private static final int FLOOD_MESSAGES = 550;
    private static final int FLOOD_CHARACTERS = 8_000;

    @TempDir
    static Path folder;

    private static SmallPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = new SmallPlatform("outage", folder.resolve("broker"))
                .start(1, command -> Executables.withHeap(command, HEAP));
    }

    @AfterAll
    static void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void withTheDatabaseAwayDeliveriesStopAndGoOnWithoutARestart() throws Exception {
        List<Sender> senders = platform.senders("database", ROOMS);
        try (Load load = new Load(senders).start()) {
            awaitUnderWay();

            platform.backends.database.stop();
            flood("database");
            assertOutage("PostgreSQL");
            platform.backends.database.start();

            platform.services().forEach(ServiceProcess::awaitReady);
            load.finish();
        }
        platform.check();
    }

    @Test
    void withTheBrokerAwayDeliveriesStopAndGoOnWithoutARestart() throws Exception {
        List<Sender> senders = platform.senders("broker", ROOMS);
        try (Load load = new Load(senders).start()) {
            awaitUnderWay();

            platform.backends.broker.kill();
            assertOutage("the broker does not answer");
            platform.backends.broker.start();

            platform.services().forEach(ServiceProcess::awaitReady);
            load.finish();
        }
        platform.check();
    }

    private static void awaitUnderWay() {
        long before = platform.tables().count("chat_message");
        Awaitility.await("messages flow")
                .atMost(PATIENCE)
                .until(() -> platform.tables().count("chat_message") > before + 100);
    }

    /** Sends more than fits into the memory of one process. */
    private static void flood(String prefix) throws Exception {
        for (int i = 1; i <= ROOMS; i++) {
            platform.flood(prefix + "-" + i).flood(FLOOD_MESSAGES, FLOOD_CHARACTERS);
        }
    }

    /** Asserts that, for the whole outage, all processes report why they are not ready, and handle no events. */
    private static void assertOutage(String problem) {
        Awaitility.await("all processes say what is away").atMost(PATIENCE).untilAsserted(() -> {
            for (ServiceProcess process : platform.services()) {
                assertNotReady(process, problem);
            }
        });
        // By then, every delivery that was in flight when the outage began has either succeeded or failed.
        double handled = settledDeliveries();
        Awaitility.await("the outage")
                .during(OUTAGE)
                .atMost(OUTAGE.plus(PATIENCE))
                .untilAsserted(() -> {
                    for (ServiceProcess process : platform.services()) {
                        process.assertAlive();
                        assertNotReady(process, problem);
                    }
                    assertThat(deliveries()).as("deliveries").isEqualTo(handled);
                });
    }

    private static void assertNotReady(ServiceProcess process, String problem) throws InterruptedException {
        Optional<HttpResponse<String>> ready = process.manage("/q/health/ready");
        assertThat(ready).as("an answer of %s", process.name()).isPresent();
        String body = ready.get().body();
        assertThat(ready.get().statusCode()).as("%s: %s", process.name(), body).isEqualTo(503);
        assertThat(body).as("%s says why", process.name()).contains(problem);
    }

    private static double settledDeliveries() {
        double[] last = {-1};
        Awaitility.await("deliveries stop")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    double before = last[0];
                    last[0] = deliveries();
                    assertThat(last[0]).isEqualTo(before);
                });
        return last[0];
    }

    private static double deliveries() throws InterruptedException {
        return Metrics.handled(platform.log.get(0)) + Metrics.handled(platform.analyze.get(0));
    }
}
