package dev.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StandaloneTest {

    @ParameterizedTest(name = "killed at once: {0}")
    @ValueSource(booleans = {false, true})
    void leavesNothingBehindHoweverItEnds(boolean atOnce, @TempDir Path temporary) throws Exception {
        Process process = standalone(temporary);
        try (BufferedReader output = process.inputReader()) {
            Map<String, String> environment = environment(output);
            assertThat(environment)
                    .containsOnlyKeys(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            "QUARKUS_DATASOURCE_REACTIVE_URL",
                            "QUARKUS_DATASOURCE_USERNAME",
                            "QUARKUS_DATASOURCE_PASSWORD");
            int databasePort =
                    port(environment.get("QUARKUS_DATASOURCE_REACTIVE_URL").replace("/baton", ""));
            int brokerPort = port(environment.get("KAFKA_BOOTSTRAP_SERVERS"));

            end(process, atOnce);

            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                assertThat(Port.claim("database", databasePort)).isEqualTo(databasePort);
                assertThat(Port.claim("broker", brokerPort)).isEqualTo(brokerPort);
                assertThat(temporary).isDirectoryNotContaining("glob:**/baton-{broker,database}-*");
            });
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void refusesAnArgumentItDoesNotKnow(@TempDir Path temporary) throws Exception {
        Process process = standalone(temporary, "--port=1");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(new String(process.getErrorStream().readAllBytes()))
                .contains("Unknown argument '--port=1': use --broker-port=N");
    }

    @Test
    void runsOnlyTheBrokerWhoseRecordsSurviveKill9(@TempDir Path temporary) throws Exception {
        String directory = "--directory=" + temporary.resolve("kept");
        Process first = standalone(temporary, "--only=broker", directory);
        String broker;
        try (BufferedReader output = first.inputReader()) {
            Map<String, String> environment = environment(output);
            assertThat(environment).containsOnlyKeys("KAFKA_BOOTSTRAP_SERVERS");
            broker = environment.get("KAFKA_BOOTSTRAP_SERVERS");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
            end(first, true);
        } finally {
            first.destroyForcibly();
        }

        Process second = standalone(temporary, "--only=broker", directory, "--broker-port=" + port(broker));
        try (BufferedReader output = second.inputReader();
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", environment(output).get("KAFKA_BOOTSTRAP_SERVERS")))) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        } finally {
            end(second, true);
        }
    }

    @Test
    void refusesToRunOnlyWhatItDoesNotKnow(@TempDir Path temporary) throws Exception {
        Process process = standalone(temporary, "--only=mail");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(new String(process.getErrorStream().readAllBytes()))
                .contains("--only must be one of [broker, database] but was 'mail'");
    }

    private static void end(Process process, boolean atOnce) throws InterruptedException {
        if (atOnce) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        process.waitFor();
    }

    private static Process standalone(Path temporary, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary),
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static Map<String, String> environment(BufferedReader output) throws Exception {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String line = output.readLine(); line != null && !line.startsWith("#"); line = output.readLine()) {
            String[] parts = line.replace("export ", "").split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return environment;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
