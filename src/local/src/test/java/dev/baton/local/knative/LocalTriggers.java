package dev.baton.local.knative;

import dev.baton.embedded.Port;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Runs the platform as {@code ./baton dev --knative} does, together with the local Broker and the Triggers that a
 * cluster gets. It is a profile rather than a test resource, because a test resource would be asked after Dev Services,
 * and would not override the build's system properties.
 */
public class LocalTriggers implements QuarkusTestProfile {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path MODULE = ROOT.resolve("src/baton/triggers/target");
    private static final Pattern SINK = Pattern.compile("export K_SINK=(.*)");
    private static final Pattern KAFKA = Pattern.compile("export KAFKA_BOOTSTRAP_SERVERS=(.*)");

    private final Path output = Path.of("target", "triggers.log");
    private Process process;

    @Override
    public Map<String, String> getConfigOverrides() {
        String platform = String.valueOf(Port.free());
        try {
            run("http://localhost:" + platform + "/functions", String.valueOf(Port.free()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .failFast("it ended: see " + output, () -> !process.isAlive())
                    .until(() -> output().contains("# Local triggers run"));
            return Map.of(
                    "quarkus.http.test-port",
                    platform,
                    "baton.relay.sink",
                    find(SINK),
                    "kafka.bootstrap.servers",
                    find(KAFKA),
                    "baton.kafka.enabled",
                    "false");
        } catch (IOException e) {
            throw new IllegalStateException("The local triggers did not start: " + e, e);
        }
    }

    private void run(String functions, String port) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        MODULE.resolve("classes") + ":" + Files.readString(MODULE.resolve("classpath")),
                        "dev.baton.triggers.Standalone",
                        "--triggers=" + ROOT.resolve("deployment/knative/overlays/knative-broker"),
                        "--functions=" + functions,
                        "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    private String find(Pattern line) throws IOException {
        Matcher found = line.matcher(output());
        if (!found.find()) {
            throw new IllegalStateException("No " + line + " in what the local triggers said: " + output());
        }
        return found.group(1);
    }

    private String output() throws IOException {
        return Files.readString(output);
    }
}
