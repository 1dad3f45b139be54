package dev.baton.local.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The rest of a process's output, after the lines that a test waits for. */
final class Output {

    private Output() {}

    /** Appends what comes to the log until the process ends; otherwise, the process would block when the pipe is full. */
    static void keep(BufferedReader output, Path log) {
        Thread thread = new Thread(() -> copy(output, log), "output to " + log.getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(BufferedReader output, Path log) {
        try (Writer writer = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                writer.append(line).append(System.lineSeparator()).flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
