package dev.baton.it.outside;

import static org.awaitility.Awaitility.await;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.embedded.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The system's PgBouncer, in transaction mode, with few connections to an embedded database. */
public final class PgBouncer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 4;

    /** PgBouncer does not run as root, but changes to this user. */
    private static final String UNPRIVILEGED = "nobody";

    private final int port;
    private final Path folder;
    private Process process;

    /** @param settings lines for its configuration, such as {@code name = value} */
    public PgBouncer(EmbeddedDatabase database, String... settings) {
        try {
            port = Port.free();
            folder = Files.createTempDirectory("pgbouncer");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(
                    folder.resolve("users.txt"),
                    "\"%s\" \"%s\"%n".formatted(EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(database, settings);
    }

    private void start(EmbeddedDatabase database, String... settings) {
        try {
            Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    %s = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = scram-sha-256
                    auth_file = %s
                    pool_mode = transaction
                    default_pool_size = %d
                    %s
                    """.formatted(
                            EmbeddedDatabase.NAME,
                            database.port(),
                            port,
                            folder.resolve("users.txt"),
                            CONNECTIONS,
                            String.join("\n", settings)));
            List<String> command = new ArrayList<>(List.of(executable().toString()));
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(List.of("-u", UNPRIVILEGED));
            }
            command.add(configuration.toString());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("PgBouncer, whose log is in " + folder).atMost(PATIENCE).until(this::listens);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PgBouncer has ended; its log is in " + folder);
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it again on the same port, with other settings. */
    public void restart(EmbeddedDatabase database, String... settings) {
        end();
        start(database, settings);
    }

    public String reactiveUrl() {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, EmbeddedDatabase.NAME);
    }

    private static Path executable() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(place -> Path.of(place, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "The tests of poolers need PgBouncer, which is neither on the PATH nor in /usr/sbin: install it (Debian and Ubuntu: apt-get install pgbouncer)"));
    }

    private void end() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        end();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(PgBouncer::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
