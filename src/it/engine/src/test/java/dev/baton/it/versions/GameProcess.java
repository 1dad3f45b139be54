package dev.baton.it.versions;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of an application that was built as for production. */
public final class GameProcess implements AutoCloseable {

    /** Builds an application as for production, into a directory with its name in the folder. */
    public static QuarkusProdModeTest application(Path folder, String name, String namespace, Class<?>... classes) {
        // Quarkus' dev mode leaves this on in the JVM of the tests: it would write where our folder stands in.
        System.clearProperty("quarkus.builder.metrics.enabled");
        return new QuarkusProdModeTest()
                .withApplicationRoot(jar -> jar.addClasses(classes))
                .setApplicationName(name)
                .overrideConfigKey("baton.namespace", namespace)
                .overrideConfigKey(
                        "quarkus.package.output-directory", folder.resolve(name).toString());
    }

    private final Path log;
    private final Process process;

    /**
     * @param application where its {@code quarkus-run.jar} is
     * @param settings system properties, {@code name=value}
     */
    public GameProcess(
            String name, Path application, EmbeddedBroker broker, EmbeddedDatabase database, String... settings)
            throws IOException {
        this(name, application, "256m", broker, database, settings);
    }

    /** @param heap the maximum size of its heap, as {@code -Xmx} takes it */
    GameProcess(
            String name,
            Path application,
            String heap,
            EmbeddedBroker broker,
            EmbeddedDatabase database,
            String... settings)
            throws IOException {
        log = application.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                "-Dquarkus.http.port=0",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dmoves.process=" + name,
                "-Dkafka.session.timeout.ms=3000",
                "-Dkafka.heartbeat.interval.ms=1000",
                "-Dkafka.bootstrap.servers=" + broker.bootstrapServers(),
                "-Dquarkus.datasource.reactive.url=" + database.reactiveUrl(),
                "-Dquarkus.datasource.username=" + EmbeddedDatabase.USER,
                "-Dquarkus.datasource.password=" + EmbeddedDatabase.PASSWORD,
                "-Dbaton.kafka.create-topics=true"));
        Stream.of(settings).map(setting -> "-D" + setting).forEach(command::add);
        command.addAll(List.of("-jar", application.resolve("quarkus-run.jar").toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Kills the process, as with kill -9, and waits until it is gone. */
    void kill() throws InterruptedException {
        if (!process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a process survives kill -9; its log is " + log);
        }
    }

    /** Stops it, as a debugger or a long collection of garbage does. */
    void pause() throws Exception {
        signal("STOP");
    }

    /** Lets a paused process go on. */
    void resume() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("kill -" + name + " ended with status " + status + "; the log is " + log);
        }
    }

    /** @throws IllegalStateException when it ended by itself */
    public void checkAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "a process ended with status " + process.exitValue() + "; its log is " + log);
        }
    }

    /** Returns the output so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
