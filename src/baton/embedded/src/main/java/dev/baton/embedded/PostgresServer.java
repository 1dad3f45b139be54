package dev.baton.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One run of PostgreSQL's server on one data directory, from its start to its end. */
final class PostgresServer {

    /** The superuser for internal use. An application may change the password of {@value EmbeddedDatabase#USER}. */
    static final String ADMINISTRATOR = "baton_administrator";

    private static final String SECONDS_TO_START = "120";

    /**
     * The shell script that stops the server. {@code $1} is the directory to remove if the JVM has ended, or empty. The
     * other arguments are the command that stops the server, without its mode.
     */
    private static final String STOP = """
            temporary=$1; shift; "$@" -m "${order:-fast}"; stopped=$?; \
            [ -n "$order" ] || [ -z "$temporary" ] || rm -rf "$temporary"; exit $stopped""";

    private final Path home;
    private final Path log;
    private final Guard guard;

    private PostgresServer(Path home, Path log, Guard guard) {
        this.home = home;
        this.log = log;
        this.guard = guard;
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @param home the directory that holds {@code data} and {@code server.log}
     * @param temporary whether {@code home} is removed when this JVM ends
     * @param initial the source of {@code data} if it does not exist
     */
    static PostgresServer start(
            Path home,
            boolean temporary,
            InitialData initial,
            int port,
            Map<String, String> settings,
            Unprivileged unprivileged) {
        Path bin = PostgresBinaries.unpacked().resolve("bin");
        Path data = home.resolve("data");
        Path log = home.resolve("server.log");
        List<String> pgCtl = List.of(bin.resolve("pg_ctl").toString(), "-D", data.toString());
        Guard guard = guard(home, temporary, unprivileged.command(append(pgCtl, "-w", "-t", "60", "stop")));
        try {
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                initial.writeTo(home);
            }
            Files.writeString(data.resolve("postgresql.conf"), configuration(port, settings));
            unprivileged.own(home);
            run(
                    home,
                    log,
                    unprivileged.command(append(pgCtl, "-l", log.toString(), "-w", "-t", SECONDS_TO_START, "start")));
            return new PostgresServer(home, log, guard);
        } catch (RuntimeException e) {
            guard.release("immediate");
            throw e;
        } catch (IOException e) {
            guard.release("immediate");
            throw new EmbeddedException(
                    "The embedded PostgreSQL cannot use its directory %s: %s".formatted(home, e), e);
        }
    }

    /** @param mode the mode of {@code pg_ctl stop}: {@code fast} or {@code immediate} */
    void stop(String mode) {
        if (!guard.release(mode)) {
            throw new EmbeddedException(
                    "The embedded PostgreSQL in %s did not stop (%s): see %s".formatted(home, mode, log));
        }
    }

    private static void run(Path home, Path log, List<String> start) throws IOException {
        Process process = new ProcessBuilder(start)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        if (exitCode(process) != 0) {
            String reason = Files.exists(log) ? lastLines(log) : "it wrote no log";
            throw new EmbeddedException("The embedded PostgreSQL in %s did not start. The end of its log %s:%n%s"
                    .formatted(home, log, reason));
        }
    }

    private static String configuration(int port, Map<String, String> settings) {
        String fixed =
                "# Written by Baton at each start.\nlisten_addresses = '%s'\nport = %d\nunix_socket_directories = ''\n"
                        .formatted(Port.HOST, port);
        return settings.entrySet().stream()
                .map(each -> each.getKey() + " = '" + each.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining("", fixed, ""));
    }

    private static Guard guard(Path home, boolean temporary, List<String> stop) {
        List<String> arguments = new ArrayList<>();
        arguments.add(temporary ? home.toString() : "");
        arguments.addAll(stop);
        return new Guard(STOP, arguments);
    }

    private static List<String> append(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new EmbeddedException("Interrupted while the embedded PostgreSQL starts", e);
        }
    }
}
