package dev.baton.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own program for creating a data directory. */
final class Initdb implements InitialData {

    /** The options that determine the content of the new directory. */
    static final List<String> OPTIONS = List.of(
            "--username=" + PostgresServer.ADMINISTRATOR,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C",
            "--builtin-locale=C.UTF-8",
            "--no-instructions");

    private final Unprivileged unprivileged;

    Initdb(Unprivileged unprivileged) {
        this.unprivileged = unprivileged;
    }

    @Override
    public void writeTo(Path home) throws IOException {
        Path password = Files.writeString(home.resolve("password"), EmbeddedDatabase.PASSWORD);
        unprivileged.own(home);
        Process process = new ProcessBuilder(unprivileged.command(command(home.resolve("data"), password)))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        Files.delete(password);
        if (PostgresServer.exitCode(process) != 0) {
            throw new EmbeddedException("initdb of the embedded PostgreSQL failed in %s:%n%s".formatted(home, output));
        }
    }

    private static List<String> command(Path data, Path password) {
        List<String> command = new ArrayList<>(OPTIONS);
        command.add(0, PostgresBinaries.unpacked().resolve("bin/initdb").toString());
        command.add("--pgdata=" + data);
        command.add("--pwfile=" + password);
        return command;
    }
}
