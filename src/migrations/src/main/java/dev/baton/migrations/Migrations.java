package dev.baton.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.license.VersionPrinter;

/**
 * Migrates a PostgreSQL database. A schema is made of components that share the schema {@code public}: the SQL of component {@code c}
 * is {@code db/c/V<version>__<what>.sql} on the class path, its history the table {@code c_schema_history}.
 *
 * <p>Safe to run several times and at once: one run migrates, the others wait (at most five minutes) and find nothing left to do.
 */
public final class Migrations {

    private static final Pattern COMPONENT = Pattern.compile("[a-z][a-z0-9_-]{0,40}");

    /** Any number will do, as long as all versions of this class use it. */
    private static final long LOCK = 0x6261746f6eL;

    private Migrations() {}

    /**
     * Migrates the components in their order to the latest version that the class loader has.
     *
     * @throws MigrationException when the database can't be reached, a component is unknown or its SQL fails
     */
    public static List<Migrated> migrate(
            String jdbcUrl, String user, String password, Collection<String> components, ClassLoader classLoader) {
        Database database = new Database(jdbcUrl, user, password);
        try (Connection lock = database.connect()) {
            lock(lock);
            List<Migrated> done = new ArrayList<>();
            for (String component : new LinkedHashSet<>(components)) {
                done.add(migrate(database, component, classLoader));
            }
            return done;
        } catch (SQLException e) {
            throw new MigrationException("Cannot migrate %s: %s".formatted(database.address(), e.getMessage()), e);
        }
    }

    /**
     * Returns a text that differs whenever {@link #migrate} would make something different of an empty database: it is made of the
     * components, their files, this class and the version of Flyway.
     */
    public static String fingerprint(Collection<String> components, ClassLoader classLoader) {
        Fingerprint fingerprint = new Fingerprint(classLoader);
        fingerprint.add(VersionPrinter.getVersion());
        fingerprint.addFile(Migrations.class.getName().replace('.', '/') + ".class");
        for (String component : new LinkedHashSet<>(components)) {
            check(component, classLoader);
            fingerprint.addFolder(folder(component));
        }
        return fingerprint.text();
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '5min'");
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
        }
    }

    private static Migrated migrate(Database database, String component, ClassLoader classLoader) {
        check(component, classLoader);
        try {
            Flyway flyway = Flyway.configure(classLoader)
                    .loggers("slf4j")
                    .dataSource(database.dataSource())
                    .locations("classpath:" + folder(component))
                    .table(component.replace('-', '_') + "_schema_history")
                    .defaultSchema("public")
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

    private static String folder(String component) {
        return "db/" + component;
    }

    private static void check(String component, ClassLoader classLoader) {
        if (!COMPONENT.matcher(component).matches()) {
            throw new MigrationException(
                    "A schema component's name must be lower case letters, digits, _ and - but was '%s'"
                            .formatted(component));
        }
        if (classLoader.getResource(folder(component)) == null) {
            throw new MigrationException(
                    "The schema component '%s' is not on the class path: expected db/%s/V1__<what>.sql. Add it, or remove baton.schema.%s."
                            .formatted(component, component, component));
        }
    }
}
