package dev.baton.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small shell that runs next to this JVM and cleans up when it is told to or when the JVM ends, however it ends. The
 * pipe to the shell also closes on {@code kill -9}, when a shutdown hook would not run. The shell ignores Ctrl-C, so
 * that the guarded service outlives the application that uses it.
 */
final class Guard {

    private static final long PATIENCE_SECONDS = 90;

    private final Process shell;

    /**
     * @param script the script to run when the JVM ends or {@link #release} is called; {@code $order} holds the
     *     argument of {@code release}, or is empty if the JVM ended
     * @param arguments the arguments of the script, {@code $1} and so on
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

    /** Runs the script now, waits at most 90 s for its end, and returns whether it succeeded. */
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
