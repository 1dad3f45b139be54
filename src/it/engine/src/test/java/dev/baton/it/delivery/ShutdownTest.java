package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import dev.baton.it.http.AppProcess;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to stop. */
class ShutdownTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String GROUP = "holding.hold";

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Holding.CLASSES).addClass(Broker.class))
            .setApplicationName("holding")
            .overrideConfigKey("baton.namespace", "holding")
            .setRun(false);

    private static EmbeddedDatabase database;
    private static EmbeddedBroker broker;

    @ProdBuildResults
    private ProdModeTestResults built;

    @TempDir
    Path directory;

    @BeforeAll
    static void startServices() {
        database = MigratedDatabase.start();
        broker = new EmbeddedBroker().start();
    }

    @AfterAll
    static void stopServices() {
        broker.close();
        database.close();
    }

    @Test
    void deliveriesInFlightEndAndAreCommittedBeforeItLeavesItsGroup() throws Exception {
        List<Path> files = List.of(directory.resolve("one"), directory.resolve("two"));
        try (AppProcess app = start();
                Broker outside = new Broker(broker.bootstrapServers());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (int i = 0; i < files.size(); i++) {
                outside.send(Holding.task(i, Holding.UNTIL + files.get(i)));
            }
            await("deliveries run").atMost(LONG).until(() -> files.stream().allMatch(ShutdownTest::isBegun));

            app.terminate();
            await("it stops").atMost(LONG).until(() -> !app.isReady());
            for (Path file : files) {
                Files.createFile(file);
            }

            assertThat(app.awaitEnd()).isEqualTo(143);
            for (int i = 0; i < files.size(); i++) {
                assertThat(committed(admin, i)).isEqualTo(1);
            }
            assertThat(admin.describeConsumerGroups(List.of(GROUP))
                            .all()
                            .get()
                            .get(GROUP)
                            .groupState())
                    .isEqualTo(GroupState.EMPTY);
        }
    }

    private static boolean isBegun(Path file) {
        return Files.exists(Path.of(file + ".begun"));
    }

    private static long committed(Admin admin, int partition) throws Exception {
        return admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(Holding.TOPIC, partition))
                .offset();
    }

    private AppProcess start() throws Exception {
        Map<String, String> environment = Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                EmbeddedDatabase.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                EmbeddedDatabase.PASSWORD,
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "BATON_KAFKA_CREATE_TOPICS",
                "true");
        return new AppProcess(built.getBuiltArtifactPath(), environment, Path.of("target", "holding-process.log"));
    }
}
