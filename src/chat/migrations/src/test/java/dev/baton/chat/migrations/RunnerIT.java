package dev.baton.chat.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, which {@code ./baton migrate} and the Kubernetes Job run. */
@Timeout(180)
class RunnerIT {

    private static final String POSTED = "chat.message.posted.v1";
    private static final String DEAD_LETTERS = POSTED + ".dead-letter";

    private static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();
    private static final EmbeddedBroker BROKER = new EmbeddedBroker();

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        DATABASE.start();
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
        BROKER.close();
    }

    @Test
    void migratesBatonThenChatAndCreatesTheTopicsOfThePlatform() throws Exception {
        List<String> first = run();
        assertThat(first).hasSize(3);
        assertThat(first.get(0)).startsWith("schema baton: migrated to version ");
        assertThat(first.get(1)).startsWith("schema chat: migrated to version ");
        assertThat(first.get(2)).startsWith("topics: created " + POSTED + ", ").endsWith(".dead-letter");
        Map<String, TopicDescription> topics = topics();
        assertThat(topics.get(POSTED).partitions()).hasSize(8);
        assertThat(topics.get(DEAD_LETTERS).partitions()).hasSize(1);

        List<String> second = run();
        assertThat(second.get(0)).startsWith("schema baton: up to date");
        assertThat(second.get(1)).startsWith("schema chat: up to date");
        assertThat(second.get(2)).isEqualTo("topics: up to date");
    }

    /** Runs the program, which must succeed, and returns all lines that it prints. */
    private List<String> run() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        "target/chat-migrations-runner.jar")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        DATABASE.reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        EmbeddedDatabase.USER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        EmbeddedDatabase.PASSWORD,
                        "KAFKA_BOOTSTRAP_SERVERS",
                        BROKER.bootstrapServers()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(out);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static Map<String, TopicDescription> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            return admin.describeTopics(List.of(POSTED, DEAD_LETTERS))
                    .allTopicNames()
                    .get();
        }
    }
}
