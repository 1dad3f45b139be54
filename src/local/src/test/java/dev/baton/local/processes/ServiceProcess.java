package dev.baton.local.processes;

import dev.baton.embedded.Port;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One process of the platform, which keeps its ports when it is started again. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(180);

    static {
        // A test that can't start its platform never gets to close it.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String name;
    private final ProcessBuilder builder;
    private final File log;
    private final int port = Port.free();
    private final int managementPort = Port.free();
    private Process process;

    /** @param log the file to which the process appends its log */
    ServiceProcess(String name, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.log = log.toFile();
        this.builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(this.log));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
    }

    public String name() {
        return name;
    }

    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Returns the address of health and metrics, which gateways have on a port of their own. */
    private URI management() {
        return name.startsWith("gateway") ? URI.create("http://localhost:" + managementPort) : address();
    }

    public void start() {
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be started by " + builder.command(), e);
        }
    }

    /** Kills the process with kill -9, and waits until it is gone. */
    public void kill() throws InterruptedException {
        if (!process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " survives kill -9");
        }
    }

    public void awaitReady() {
        Awaitility.await(name + " is ready; its log is " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .until(this::isReady);
    }

    private boolean isReady() throws InterruptedException {
        assertAlive();
        return manage("/q/health/ready")
                .map(answer -> answer.statusCode() == 200)
                .orElse(false);
    }

    /** Throws an exception if the process has ended by itself. */
    public void assertAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with status " + process.exitValue() + "; its log is " + log);
        }
    }

    /** Returns the answer to a GET request; empty when there is no answer. */
    public Optional<HttpResponse<String>> get(String path) throws InterruptedException {
        return get(address().resolve(path));
    }

    /** Returns the answer to a GET request for health or metrics; empty when there is no answer. */
    public Optional<HttpResponse<String>> manage(String path) throws InterruptedException {
        return get(management().resolve(path));
    }

    private Optional<HttpResponse<String>> get(URI uri) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sends SIGTERM, so that the process ends soon. */
    public void terminate() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Waits until the process has ended by itself, and returns its exit status. */
    public int awaitEnd(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(name + " does not end; its log is " + log);
        }
        return process.exitValue();
    }

    /** Ends the process, by kill -9 if it doesn't end soon by itself. */
    @Override
    public void close() throws InterruptedException {
        terminate();
        if (process != null && !process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
