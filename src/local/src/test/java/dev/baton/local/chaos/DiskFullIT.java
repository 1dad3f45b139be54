package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.embedded.Placement;
import dev.baton.local.processes.ServiceProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under load, the disk of the database and then that of the broker is full, and has space again. The processes say what
 * is away, and go on without a restart; the servers are started again if they ended.
 */
class DiskFullIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ROOMS = 4;

    @TempDir
    static Path folder;

    private static SmallDisk ofDatabase;
    private static SmallDisk ofBroker;
    private static SmallPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        ofDatabase = SmallDisk.mount(folder.resolve("database"), "400m");
        ofBroker = SmallDisk.mount(folder.resolve("broker"), "200m");
        EmbeddedDatabase database = new EmbeddedDatabase(
                Placement.temporary().keptIn(ofDatabase.folder().resolve("data")),
                Map.of("max_connections", "100", "shared_buffers", "32MB", "max_wal_size", "64MB", "timezone", "UTC"));
        platform = new SmallPlatform(
                        "disk", new Backends("disk", ofBroker.folder().resolve("data"), database))
                .start(1, UnaryOperator.identity());
    }

    @AfterAll
    static void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
        for (SmallDisk disk : new SmallDisk[] {ofDatabase, ofBroker}) {
            if (disk != null) {
                disk.close();
            }
        }
    }

    @Test
    void aFullDiskOfTheDatabaseLosesNothing() throws Exception {
        List<Sender> senders = platform.senders("full-database", ROOMS);
        try (Load load = new Load(senders).start()) {
            awaitUnderWay();

            ofDatabase.fill();
            awaitNotReady("No space left on device|PostgreSQL");
            ofDatabase.free();
            startDatabaseIfItEnded();

            platform.services().forEach(ServiceProcess::awaitReady);
            load.finish();
        }
        platform.check();
    }

    @Test
    void aFullDiskOfTheBrokerLosesNothing() throws Exception {
        List<Sender> senders = platform.senders("full-broker", ROOMS);
        try (Load load = new Load(senders).start()) {
            awaitUnderWay();

            ofBroker.fill();
            awaitReported();
            ofBroker.free();
            platform.backends.broker.kill(); // as an operator does, if it has not ended by itself
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

    private static void awaitNotReady(String why) {
        Awaitility.await("a process says why it is not ready").atMost(PATIENCE).untilAsserted(() -> {
            for (ServiceProcess process : platform.services()) {
                process.assertAlive();
                Optional<HttpResponse<String>> ready = process.manage("/q/health/ready");
                assertThat(ready).as("an answer of %s", process.name()).isPresent();
                assertThat(ready.get().statusCode())
                        .as("%s: %s", process.name(), ready.get().body())
                        .isEqualTo(503);
                assertThat(ready.get().body()).containsPattern(why);
            }
        });
    }

    /** A broker that has no space either ends, or refuses every record. */
    private static void awaitReported() {
        Awaitility.await("a process says that it can't publish")
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    List<String> answers = new ArrayList<>();
                    for (ServiceProcess process : platform.services()) {
                        process.assertAlive();
                        process.manage("/q/health/ready").ifPresent(ready -> answers.add(ready.body()));
                    }
                    assertThat(answers).anySatisfy(answer -> assertThat(answer)
                            .containsPattern("can't be written|the broker does not answer"));
                });
    }

    /** A PostgreSQL that has no space for its WAL ends. */
    private static void startDatabaseIfItEnded() {
        try (Connection connection = platform.backends.database.connect()) {
            assertThat(connection.isValid(10)).isTrue();
        } catch (SQLException ended) {
            try {
                platform.backends.database.kill();
            } catch (RuntimeException notRunning) {
                // there is nothing to stop
            }
            platform.backends.database.start();
        }
    }
}
