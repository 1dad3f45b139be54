package dev.baton.it.http;

import dev.baton.embedded.Port;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The built application as a process. */
public final class AppProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final int port;
    private final Process process;
    private final HttpCalls http;

    /** Starts the process, and waits until it is ready. */
    public AppProcess(Path jar, Map<String, String> environment, Path log) throws IOException {
        port = Port.free();
        ProcessBuilder java =
                new ProcessBuilder("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString());
        java.environment().putAll(environment);
        java.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        java.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = java.start();
        http = new HttpCalls(URI.create("http://localhost:" + port + "/"));
        Awaitility.await("ready; its log is " + log).atMost(PATIENCE).until(this::isReady);
    }

    HttpCalls http() {
        return http;
    }

    URI address() {
        return URI.create("http://localhost:" + port + "/");
    }

    /** Kills the process, as with kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    /** Stops the process with SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }

    public boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("the process ended with status " + process.exitValue());
        }
        try {
            return http.send(http.method("GET", "/q/health/ready")).statusCode() == 200;
        } catch (CompletionException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
