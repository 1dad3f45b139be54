package dev.baton.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL with a hot standby, to which every commit is replicated before it is acknowledged. After a failover, the
 * former primary begins anew as the standby, from a copy of the new primary.
 */
public final class ReplicatedDatabase implements AutoCloseable {

    private static final Map<String, String> SETTINGS = Map.of(
            "max_connections",
            "200",
            "shared_buffers",
            "64MB",
            "max_wal_size",
            "4GB",
            "wal_keep_size",
            "1GB",
            "timezone",
            "UTC");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One of the two servers. */
    private static final class Node {
        final Path home;
        final int port = Port.free();
        PostgresServer server;

        Node(Path home) {
            this.home = home;
        }

        Path data() {
            return home.resolve("data");
        }
    }

    private final Unprivileged unprivileged = Unprivileged.detect();
    private volatile Node primary;
    private volatile Node standby;

    /** @param folder the folder of the data of both */
    public ReplicatedDatabase(Path folder) {
        primary = new Node(folder.resolve("one"));
        standby = new Node(folder.resolve("two"));
    }

    public ReplicatedDatabase start() {
        EmbeddedDatabase first = new EmbeddedDatabase(
                Placement.temporary().onPort(primary.port).keptIn(primary.home), SETTINGS, unprivileged);
        first.start().close(); // only creates the data
        start(primary, home -> {}, SETTINGS);
        follow();
        return this;
    }

    /** Returns the port of the server that takes writes. */
    public int port() {
        return primary.port;
    }

    /** Opens a connection to the server that takes writes. The caller must close it. */
    public Connection connect() throws SQLException {
        return connect(EmbeddedDatabase.NAME, EmbeddedDatabase.USER);
    }

    /** Kills the primary with kill -9, and lets the standby take over. */
    public synchronized void failOver() {
        kill(primary);
        Node former = primary;
        primary = standby;
        standby = former;
        administer("select pg_promote(true, 60)");
        // Nothing follows yet, so no commit can wait for it.
        administer("alter system set synchronous_standby_names = ''", "select pg_reload_conf()");
    }

    /** Makes the other server a standby of the primary, and returns when it has caught up. */
    public synchronized void follow() {
        delete(standby.home);
        String follows = "host=%s port=%d user=%s password=%s application_name=standby"
                .formatted(Port.HOST, primary.port, PostgresServer.ADMINISTRATOR, EmbeddedDatabase.PASSWORD);
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("primary_conninfo", follows);
        settings.put("wal_receiver_status_interval", "1s");
        start(standby, this::copyPrimary, settings);
        administer("alter system set synchronous_standby_names = 'standby'", "select pg_reload_conf()");
        Awaitility.await("the standby has caught up").atMost(PATIENCE).until(() -> query(
                        "select sync_state from pg_stat_replication where state = 'streaming'")
                .equals("sync"));
    }

    private void copyPrimary(Path home) throws IOException {
        try (Connection connection = connect("postgres", PostgresServer.ADMINISTRATOR)) {
            BaseBackup.copy(connection, primary.data(), home.resolve("data"));
        } catch (SQLException e) {
            throw new IOException("The primary does not answer", e);
        }
        Files.createFile(home.resolve("data/standby.signal"));
    }

    private void start(Node node, InitialData initial, Map<String, String> settings) {
        try {
            Files.createDirectories(node.home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        node.server = PostgresServer.start(node.home, false, initial, node.port, settings, unprivileged);
    }

    private static void kill(Node node) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(node.data().resolve("postmaster.pid")).get(0));
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
            server.destroyForcibly();
            server.onExit().get(30, TimeUnit.SECONDS);
            stop(node.server); // ends its guard
        } catch (Exception e) {
            throw new IllegalStateException("PostgreSQL in " + node.home + " survives kill -9", e);
        }
    }

    private void administer(String... statements) {
        try (Connection connection = connect("postgres", PostgresServer.ADMINISTRATOR);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect("postgres", PostgresServer.ADMINISTRATOR);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    private Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(Port.HOST, port(), database), user, EmbeddedDatabase.PASSWORD);
    }

    private static void delete(Path folder) {
        try {
            DataDirectory.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        for (Node node : new Node[] {standby, primary}) {
            if (node.server != null) {
                stop(node.server);
            }
        }
    }

    private static void stop(PostgresServer server) {
        try {
            server.stop("immediate");
        } catch (EmbeddedException killedBefore) {
            // a failed test leaves a killed server behind
        }
    }
}
