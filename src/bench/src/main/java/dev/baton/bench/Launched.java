package dev.baton.bench;

import dev.baton.embedded.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that is measured, with its assigned ports and its log. Closing it ends the process. */
record Launched(Process process, int port, int managementPort, Path log) implements AutoCloseable {

    /** How often a process is polled for its progress. */
    static final Duration LOOK = Duration.ofMillis(25);

    private static final Duration START = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** @param builder builder of a process that takes its ports from the environment */
    static Launched start(ProcessBuilder builder, Path log) throws IOException {
        int port = Port.free();
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        int managementPort = Port.free();
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Launched(process, port, managementPort, log);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Returns the CPU time that all its threads have used, in milliseconds. */
    double cpuMillis() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process ended with " + process.exitValue() + ": see " + log);
        }
    }

    void awaitAnswer(String path, int status) throws InterruptedException {
        awaitAnswer(address().resolve(path), status);
    }

    /** Waits until the process is ready, which it says on its management port. */
    void awaitReadyOnManagementPort() throws InterruptedException {
        awaitAnswer(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"), 200);
    }

    private void awaitAnswer(URI uri, int status) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (statusOf(uri) != status) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(uri + " does not answer " + status + ": see " + log);
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private int statusOf(URI uri) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
