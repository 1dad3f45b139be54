package dev.baton.manifests.observability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program of Prometheus that checks and tests rules. */
final class Promtool {

    /** @param output what it printed */
    record Result(int status, String output) {}

    private Promtool() {}

    static Result run(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new IOException(
                    "The tests of alert rules need promtool, which is not on the PATH: install it (Debian and Ubuntu:"
                            + " apt-get install prometheus)",
                    e);
        }
    }
}
