package dev.baton.it.crash;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The application in a separate process, which is started again when it has ended. Not thread-safe. */
final class ApplicationProcess implements Application, AutoCloseable {

    /** Thrown if the process was halted before it answered. */
    static final class Ended extends Exception {}

    private static final String ENDED = "ended";
    private static final long PATIENCE_SECONDS = 60;

    private final ProcessBuilder builder;
    private final Path log;
    private Process process;
    private BlockingQueue<String> answers;
    private BufferedWriter commands;
    private int starts;

    /** @param log is appended to */
    ApplicationProcess(List<String> command, Map<String, String> environment, Path log) {
        this.log = log;
        this.builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        start();
    }

    /** Returns how often the process was started. */
    int starts() {
        return starts;
    }

    void haltAt(Boundary boundary) throws Ended {
        ask("halt " + boundary);
    }

    /** Clears the noted boundaries. */
    void note() throws Ended {
        ask("note all");
    }

    /** Returns the boundaries since {@link #note}. */
    List<Boundary> seen() throws Ended {
        return ask("seen all").stream().map(Boundary::parse).toList();
    }

    @Override
    public void order(String customer, int... numbers) {
        untilDone("order " + customer + " "
                + Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
    }

    @Override
    public void replay(long letter) {
        untilDone("replay " + letter);
    }

    /** Starts the process after the last one is gone. */
    void startAgain() {
        awaitEnd();
        start();
    }

    @Override
    public void tend() {
        if (!process.isAlive()) {
            start();
        }
    }

    private void untilDone(String command) {
        boolean done = false;
        while (!done) {
            tend();
            try {
                ask(command);
                done = true;
            } catch (Ended e) {
                awaitEnd();
            }
        }
    }

    /** Returns the lines that it prints before it is done. */
    private List<String> ask(String command) throws Ended {
        try {
            commands.write(command + "\n");
            commands.flush();
            List<String> said = new ArrayList<>();
            for (String answer = next(command); !answer.equals(Commands.DONE); answer = next(command)) {
                said.add(answer);
            }
            return said;
        } catch (IOException e) {
            throw new Ended();
        }
    }

    private String next(String command) throws Ended {
        try {
            String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer to '" + command + "'; the log is " + log);
            }
            if (answer.equals(ENDED)) {
                throw new Ended();
            }
            if (answer.startsWith("failed: ")) {
                throw new AssertionError("'" + command + "' " + answer + "; the log is " + log);
            }
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start() {
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the application can't be started by " + builder.command(), e);
        }
        starts++;
        answers = new LinkedBlockingQueue<>();
        commands = process.outputWriter();
        Thread reader = new Thread(() -> read(process.inputReader(), answers), "application-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(BufferedReader output, BlockingQueue<String> to) {
        try (output;
                BufferedWriter file =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line + "\n");
                if (line.startsWith(Commands.MARK)) {
                    to.add(line.substring(Commands.MARK.length()));
                }
            }
        } catch (IOException e) {
            to.add("failed: " + e);
        } finally {
            to.add(ENDED);
        }
    }

    /** Lets the process end by itself. */
    void finish() {
        try (BufferedWriter ends = commands) {
            ends.flush();
        } catch (IOException e) {
            process.destroyForcibly(); // it has ended already
        }
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it closed its output but goes on; the log is " + log);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}
