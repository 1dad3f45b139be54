package dev.baton.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process, including its own Kafka broker. */
class StandaloneTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String FILES = """
            apiVersion: eventing.knative.dev/v1
            kind: Trigger
            metadata: {name: ship, annotations: {kafka.eventing.knative.dev/delivery.order: ordered}}
            spec:
              broker: shop
              filters: [{cesql: "type LIKE 'shop.%' AND EXISTS subject"}]
              subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: ship}}
              delivery:
                retry: 100
                backoffPolicy: linear
                backoffDelay: PT0.1S
                deadLetterSink: {ref: {kind: KafkaSink, name: letters}}
            ---
            apiVersion: eventing.knative.dev/v1alpha1
            kind: KafkaSink
            metadata: {name: letters}
            spec: {topic: letters, bootstrapServers: [elsewhere:9092]}
            """;

    @TempDir
    Path directory;

    private final int port = Port.free();
    private Process process;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("shop.yaml"), FILES);
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void whatItAcceptedIsDeliveredAfterItWasKilled() throws IOException, InterruptedException {
        try (Subscriber down = Subscriber.answering(503);
                Subscriber up = Subscriber.answering(202)) {
            run("--subscriber", "ship=" + down.url());
            awaitLine("# Local triggers run");
            assertThat(output()).contains("export K_SINK=http://localhost:" + port + "/broker", "# Broker class Kafka");
            for (int i = 0; i < 10; i++) {
                send("e" + i);
            }
            await().atMost(LONG).until(() -> !down.received().isEmpty());

            process.destroyForcibly().waitFor();
            run("--subscriber", "ship=" + up.url());

            await().atMost(LONG).untilAsserted(() -> assertThat(up.ids())
                    .containsExactly("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9"));
        }
    }

    @Test
    void aMistakeInAFileIsSaidAndItEnds() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("shop.yaml"), FILES.replace("retry:", "retries:"));

        run("--subscriber", "ship=http://localhost:1/");

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output())
                .contains(directory.resolve("shop.yaml") + ", Trigger ship, spec.delivery.retries: is unknown");
    }

    private void run(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.baton.triggers.Standalone",
                "--triggers=" + directory,
                "--port=" + port,
                "--directory=" + directory.resolve("data")));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private void send(String id) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/broker"))
                .headers(Producer.binary("shop.ordered", id, "ce-subject", "one", "ce-partitionkey", "one"))
                .POST(BodyPublishers.ofString("{}"));
        assertThat(Producer.exchange(request).statusCode()).isEqualTo(202);
    }

    private void awaitLine(String begin) {
        await().atMost(LONG).failFast("it ended", () -> !process.isAlive()).until(() -> output().contains(begin));
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }
}
