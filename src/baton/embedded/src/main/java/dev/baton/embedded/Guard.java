package dev.baton.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small shell that waits beside this JVM and cleans up once it is told to or the JVM ends, however it ends: the pipe to it closes on
 * kill -9 too, where a shutdown hook would not run. It ignores Ctrl-C, so that what it guards outlives the application that uses it.
 */
final class Guard {

    private static final long PATIENCE_SECONDS = 90;

    private final Process shell;

    /**
     * @param script run when the JVM ends or {@link #release} is called; {@code $order} is what release was given, empty when the JVM ended
     * @param arguments {@code $1} and so on of the script
     */
    Guard(String script, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "trap '' INT TERM HUP; order=; read -r order; " + script, "baton-guard"));
        command.addAll(arguments);
        try {
            shell = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new EmbeddedException("Cannot run /bin/sh, which cleans up after the embedded services: " + e, e);
        }
    }

    /** Runs the script with {@code $order} now and waits for its end; false when it failed or took too long. */
    boolean release(String order) {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write((order + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
            return shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && shell.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
