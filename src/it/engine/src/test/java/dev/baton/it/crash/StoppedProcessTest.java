package dev.baton.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.it.crash.ApplicationProcess.Ended;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Stops the process, as with kill -9, at the boundaries of an undisturbed run. Each time, a new process starts, and
 * finally everything is as if nothing had happened. A build stops it once after each kind of call; {@code -Pchaos}
 * stops it at every boundary, which takes a hundred starts.
 */
class StoppedProcessTest {

    private static final Logger LOG = Logger.getLogger(StoppedProcessTest.class);
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("engine.exhaustive");

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
        Map<Boundary, Scenario> all = boundaries();
        assertThat(all).hasSizeGreaterThan(50);
        Map<Boundary, Scenario> boundaries = EXHAUSTIVE ? all : oneAfterEachKind(all);
        assertThat(boundaries).hasSizeGreaterThan(8);
        try (ProcessLane one = lane("-XX:SharedArchiveFile=");
                ProcessLane other = lane("-XX:SharedArchiveFile=")) {
            CompletableFuture<Void> half = CompletableFuture.runAsync(() -> stopAt(one, half(boundaries, 0)));
            stopAt(other, half(boundaries, 1));
            half.join();

            LOG.infof(
                    "Process stopped: boundaries=%d of=%d starts=%d kinds=%s",
                    boundaries.size(),
                    all.size(),
                    one.starts() + other.starts(),
                    boundaries.keySet().stream().map(Boundary::kind).distinct().toList());
            assertThat(one.starts() + other.starts()).isGreaterThanOrEqualTo(boundaries.size() + 2);
        }
    }

    /**
     * Returns the boundaries of a run whose process also writes a class archive, with which the other processes start
     * in half the time.
     */
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

    private static Map<Boundary, Scenario> oneAfterEachKind(Map<Boundary, Scenario> boundaries) {
        Set<String> kinds = new HashSet<>();
        Map<Boundary, Scenario> some = new LinkedHashMap<>(boundaries);
        some.keySet().removeIf(boundary -> !kinds.add(boundary.kind()));
        return some;
    }

    /** Returns every other boundary, beginning with the first or the second one. */
    private static Map<Boundary, Scenario> half(Map<Boundary, Scenario> boundaries, int from) {
        List<Boundary> all = List.copyOf(boundaries.keySet());
        Map<Boundary, Scenario> half = new LinkedHashMap<>(boundaries);
        half.keySet().removeIf(boundary -> all.indexOf(boundary) % 2 != from);
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
