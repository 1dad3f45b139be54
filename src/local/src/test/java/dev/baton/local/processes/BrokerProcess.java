package dev.baton.local.processes;

import dev.baton.embedded.Standalone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The embedded broker in its own process, so that tests can kill -9 it; it keeps its port and data. */
public final class BrokerProcess implements AutoCloseable {
    private static final String ADDRESS = "export KAFKA_BOOTSTRAP_SERVERS=";
    private static final long GRACEFUL_SECONDS = 60;

    private final Path data;
    private final Path log;
    private String bootstrapServers;
    private Process process;

    /** @param data the folder of its topics and records */
    public BrokerProcess(Path data, Path log) {
        this.data = data;
        this.log = log;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Starts the broker and waits until it accepts connections. */
    public void start() {
        try {
            process = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            BufferedReader output = process.inputReader();
            bootstrapServers = address(output);
            Output.keep(output, log);
        } catch (IOException e) {
            throw new UncheckedIOException("The broker can't be started", e);
        }
    }

    private List<String> command() {
        String port = bootstrapServers == null ? "0" : bootstrapServers.substring(bootstrapServers.indexOf(':') + 1);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName(),
                "--only=broker",
                "--directory=" + data,
                "--broker-port=" + port);
    }

    private String address(BufferedReader output) throws IOException {
        String found = null;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ADDRESS)) {
                found = line.substring(ADDRESS.length());
            } else if (line.startsWith("# Running") && found != null) {
                return found;
            }
        }
        throw new IllegalStateException("The broker did not start; its log is " + log.toAbsolutePath());
    }

    /** Kills the process with kill -9, and waits until it is gone. */
    public void kill() throws InterruptedException {
        if (!process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The broker survives kill -9");
        }
    }

    /** Stops the broker as an operator would. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACEFUL_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }
}
