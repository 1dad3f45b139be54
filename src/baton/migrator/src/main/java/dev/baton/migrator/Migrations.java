package dev.baton.migrator;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.license.VersionPrinter;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Migrations of a PostgreSQL database, whose components share a schema, by default {@code public}. The SQL of component {@code c}
 * is in {@code db/c/V<version>__<what>.sql} on the class path, and its history is in the table
 * {@code c_schema_history}.
 *
 * <p>Migrations can be run repeatedly and concurrently: one run migrates, while the others wait (at most 5 min) and
 * then find nothing left to do.
 */
public final class Migrations {

    private static final Pattern COMPONENT = Pattern.compile("[a-z][a-z0-9_-]{0,40}");

    /** The pattern that {@code baton.namespace} must match. */
    public static final Pattern NAMESPACE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** The schema that every database has. */
    public static final String PUBLIC = "public";

    /** The pattern that {@code baton.database.schema} must match, so that it has one spelling in SQL. */
    private static final Pattern SCHEMA = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

    /** The key of the advisory lock. Any number will do, as long as all versions of this class use the same one. */
    private static final long LOCK = 0x6261746f6eL;

    private Migrations() {}

    /**
     * Migrates the components in their order to the latest version that the class loader has. Fails if there are rows
     * from before version 7 of the component {@code baton}, which have no namespace.
     *
     * @throws MigrationException if the database can't be reached, a component is unknown, or its SQL fails
     */
    public static List<Migrated> migrate(
            String jdbcUrl,
            @Nullable String user,
            @Nullable String password,
            Collection<String> components,
            ClassLoader classLoader) {
        return migrate(jdbcUrl, user, password, components, Optional.empty(), classLoader);
    }

    /**
     * Migrates the components in their order to the latest version that the class loader has.
     *
     * @param namespace the {@code baton.namespace} of rows from before version 7 of the component {@code baton}, or
     *     empty if there are no such rows
     * @throws MigrationException if the database can't be reached, a component is unknown, the namespace is invalid, or
     *     the SQL fails
     */
    public static List<Migrated> migrate(
            String jdbcUrl,
            @Nullable String user,
            @Nullable String password,
            Collection<String> components,
            Optional<String> namespace,
            ClassLoader classLoader) {
        return migrate(jdbcUrl, user, password, components, PUBLIC, namespace, classLoader);
    }

    /**
     * Migrates the components in their order to the latest version that the class loader has.
     *
     * @param schema the {@code baton.database.schema}, which is created if it does not exist
     * @param namespace the {@code baton.namespace} of rows from before version 7 of the component {@code baton}, or
     *     empty if there are no such rows
     * @throws MigrationException if the database can't be reached, a component is unknown, the schema's name or the
     *     namespace is invalid, or the SQL fails
     */
    public static List<Migrated> migrate(
            String jdbcUrl,
            @Nullable String user,
            @Nullable String password,
            Collection<String> components,
            String schema,
            Optional<String> namespace,
            ClassLoader classLoader) {
        checkSchema(schema);
        namespace.ifPresent(Migrations::checkNamespace);
        Database database = new Database(jdbcUrl, user, password);
        ClassPath classPath = new ClassPath(classLoader);
        try (Connection lock = database.connect()) {
            lock(lock);
            refusePooler(lock, schema);
            List<Migrated> done = new ArrayList<>();
            for (String component : new LinkedHashSet<>(components)) {
                done.add(migrate(database, component, schema, namespace, classPath));
            }
            return done;
        } catch (SQLException e) {
            throw new MigrationException("Cannot migrate %s: %s".formatted(database.address(), e.getMessage()), e);
        }
    }

    /**
     * Returns a text that changes whenever {@link #migrate} would produce a different result from an empty database. It
     * is computed from the components, their files, the code that applies them, and the version of Flyway.
     */
    public static String fingerprint(Collection<String> components, ClassLoader classLoader) {
        ClassPath classPath = new ClassPath(classLoader);
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(VersionPrinter.getVersion());
        fingerprint.add(Migrations.class);
        fingerprint.add(SqlFiles.class);
        for (String component : new LinkedHashSet<>(components)) {
            fingerprint.add(files(component, classPath));
        }
        return fingerprint.text();
    }

    /** Holds the lock in a transaction, because a pooler would leave the lock of a session to others. */
    private static void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '5min'");
            statement.execute("set local idle_in_transaction_session_timeout = 0");
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    /** Refuses a pooler, which gives out numbers of its own, where the SQL needs the search path of a session. */
    private static void refusePooler(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet backend = statement.executeQuery("select pg_backend_pid()")) {
            backend.next();
            if (!schema.equals(PUBLIC)
                    && backend.getInt(1)
                            != connection.unwrap(PGConnection.class).getBackendPID()) {
                throw new MigrationException(
                        "Schema '%s' can't be migrated through a pooler, which may forget the search path: set QUARKUS_DATASOURCE_JDBC_URL to the address of PostgreSQL itself"
                                .formatted(schema));
            }
        }
    }

    private static Migrated migrate(
            Database database, String component, String schema, Optional<String> namespace, ClassPath classPath) {
        SqlFiles sql = new SqlFiles(Components.folder(component), files(component, classPath));
        try {
            Flyway flyway = Flyway.configure(classPath.classLoader())
                    .loggers("slf4j")
                    .dataSource(database.dataSource())
                    .resourceProvider(sql)
                    .javaMigrationClassProvider(List::of)
                    .table(component.replace('-', '_') + "_schema_history")
                    .placeholders(Map.of("namespace", namespace.orElse("")))
                    .defaultSchema(schema)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load();
            int steps = flyway.migrate().migrationsExecuted;
            MigrationInfo current = flyway.info().current();
            return new Migrated(component, current.getVersion().getVersion(), steps);
        } catch (FlywayException e) {
            throw new MigrationException(
                    "Cannot migrate component '%s' of %s: %s".formatted(component, database.address(), e.getMessage()),
                    e);
        }
    }

    /** Checks the name of the schema, because it becomes part of the SQL. */
    private static void checkSchema(String schema) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new MigrationException(
                    "BATON_DATABASE_SCHEMA must be a lower-case letter or _, then up to 62 of a-z, 0-9 and _, and must not begin with pg_, but was '%s': rename the schema, or choose another one"
                            .formatted(schema));
        }
    }

    /** Checks the namespace, because it becomes part of the SQL. */
    private static void checkNamespace(String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new MigrationException(
                    "BATON_NAMESPACE must be the baton.namespace of the application, which matches %s, but was '%s'"
                            .formatted(NAMESPACE, namespace));
        }
    }

    /** Returns the component's files, at least one of which is versioned SQL. */
    private static Map<String, byte[]> files(String component, ClassPath classPath) {
        if (!COMPONENT.matcher(component).matches()) {
            throw new MigrationException(
                    "A schema component's name must consist of lower-case letters, digits, _ and - but was '%s'"
                            .formatted(component));
        }
        Map<String, byte[]> files = classPath.files(Components.folder(component));
        if (files.keySet().stream().noneMatch(Components::isSql)) {
            throw new MigrationException(
                    "The schema component '%s' is not on the class path: expected db/%s/V1__<what>.sql. Add it, or remove baton.schema.%s."
                            .formatted(component, component, component));
        }
        return files;
    }
}
