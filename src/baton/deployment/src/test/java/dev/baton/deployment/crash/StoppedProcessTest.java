package dev.baton.deployment.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.deployment.crash.ApplicationProcess.Ended;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Stops the process, as with kill -9, at every boundary that a run without damage came by: each time, a new one is started, and in the
 * end all is as if nothing had happened.
 */
@EnabledIfSystemProperty(
        named = "crash.stopped-processes",
        matches = "true",
        disabledReason = "some hundred process starts: run it with -Dcrash.stopped-processes=true")
class StoppedProcessTest {

    private static final Logger LOG = Logger.getLogger(StoppedProcessTest.class);

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Ordering.CLASSES).addClasses(Commands.class, WatchedConsumer.class))
            .overrideConfigKey("quarkus.package.jar.type", "uber-jar")
            .overrideConfigKey("quarkus.arc.unremovable-types", WatchedSink.REAL)
            .setRun(false);

    @ProdBuildResults
    ProdModeTestResults built;

    @Test
    void whateverItStopsAtNothingIsLostOrDoneTwice() throws Exception {
        Map<Boundary, Scenario> boundaries = boundaries();
        try (ProcessLane one = lane("-XX:SharedArchiveFile=");
                ProcessLane other = lane("-XX:SharedArchiveFile=")) {
            CompletableFuture<Void> half = CompletableFuture.runAsync(() -> stopAt(one, everySecond(boundaries, 0)));
            stopAt(other, everySecond(boundaries, 1));
            half.join();

            LOG.infof("Process stopped: boundaries=%d starts=%d", boundaries.size(), one.starts() + other.starts());
            assertThat(one.starts() + other.starts()).isGreaterThanOrEqualTo(boundaries.size() + 2);
        }
        assertThat(boundaries).hasSizeGreaterThan(50);
    }

    /** This process also leaves its classes in a form that others start with in half the time. */
    private Map<Boundary, Scenario> boundaries() throws Exception {
        try (ProcessLane lane = lane("-XX:ArchiveClassesAtExit=")) {
            return lane.boundaries();
        }
    }

    private static void stopAt(ProcessLane lane, Map<Boundary, Scenario> boundaries) {
        try {
            lane.stopAt(boundaries);
        } catch (Ended e) {
            throw new AssertionError("the process ended where nobody told it to", e);
        }
    }

    private static Map<Boundary, Scenario> everySecond(Map<Boundary, Scenario> boundaries, int from) {
        Map<Boundary, Scenario> half = new LinkedHashMap<>();
        int n = from;
        for (Map.Entry<Boundary, Scenario> boundary : boundaries.entrySet()) {
            if (n++ % 2 == 0) {
                half.put(boundary.getKey(), boundary.getValue());
            }
        }
        return half;
    }

    private ProcessLane lane(String archive) throws Exception {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                archive + built.getBuildDir().resolve("classes.jsa"),
                "-jar",
                jar().toString());
        return new ProcessLane(command, built.getBuildDir().resolve("processes.log"));
    }

    private Path jar() throws IOException {
        try (Stream<Path> files = Files.list(built.getBuildDir())) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
