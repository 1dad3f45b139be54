package dev.baton.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One run of PostgreSQL's server over one data directory, from its start to its end. */
final class PostgresServer {

    /** Apart from the user {@value EmbeddedDatabase#USER}, whose password an application may choose. */
    static final String ADMINISTRATOR = "baton_administrator";

    private static final String SECONDS_TO_START = "120";

    /** {@code $1} the directory to remove when the JVM ended, or nothing; the rest is the command that stops the server, but its mode. */
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
     * @param home holds {@code data} and {@code server.log}
     * @param temporary whether home is removed when this JVM ends
     * @param initial makes {@code data} when there is none
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

    /** @param mode of pg_ctl stop: {@code fast} or {@code immediate} */
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
