package dev.baton.it.pooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import dev.baton.it.outside.PgBouncer;
import dev.baton.migrator.Migrated;
import dev.baton.migrator.MigrationException;
import dev.baton.migrator.Migrations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database behind a pooler, as the datasource of the application that starts next. It lives outside the application,
 * whose class loader has another copy of this class.
 */
public final class PooledDatabase {

    private static final String BE_LENIENT = "pooled-database.be-lenient";
    private static final String MIGRATE = "pooled-database.migrate";
    private static final String CLOSE = "pooled-database.close";

    /** JDBC drivers, and the reactive client by default, send a parameter that PgBouncer otherwise refuses. */
    private static final String LENIENT = "ignore_startup_parameters = extra_float_digits";

    private PooledDatabase() {}

    /** Starts both. The pooler has its own settings. */
    public static void start() {
        EmbeddedDatabase database = MigratedDatabase.start();
        PgBouncer pooler = new PgBouncer(database);
        Map<String, String> properties = Map.of(
                "quarkus.datasource.reactive.url",
                pooler.reactiveUrl(),
                "quarkus.datasource.username",
                EmbeddedDatabase.USER,
                "quarkus.datasource.password",
                EmbeddedDatabase.PASSWORD);
        properties.forEach(System::setProperty);
        System.getProperties().put(BE_LENIENT, (Runnable) () -> pooler.restart(database, LENIENT));
        System.getProperties().put(MIGRATE, (Runnable) () -> migrateThroughPooler(database));
        System.getProperties().put(CLOSE, (Runnable) () -> {
            properties.keySet().forEach(System::clearProperty);
            pooler.close();
            database.close();
        });
    }

    /** Makes the pooler ignore the parameters that clients send by default. */
    static void beLenient() {
        run(BE_LENIENT);
    }

    /** Checks what migrations through the pooler do. */
    public static void checkMigrations() {
        run(MIGRATE);
    }

    public static void close() {
        run(CLOSE);
    }

    private static void run(String action) {
        ((Runnable) System.getProperties().get(action)).run();
    }

    private static void migrateThroughPooler(EmbeddedDatabase database) {
        try (PgBouncer lenient = new PgBouncer(database, LENIENT)) {
            assertThat(migrate(lenient, "public")).allMatch(migrated -> migrated.steps() == 0);
            assertThatThrownBy(() -> migrate(lenient, "orders"))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("set QUARKUS_DATASOURCE_JDBC_URL to the address of PostgreSQL itself");
        }
    }

    private static List<Migrated> migrate(PgBouncer pooler, String schema) {
        return Migrations.migrate(
                "jdbc:" + pooler.reactiveUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                schema,
                Optional.empty(),
                Migrations.class.getClassLoader());
    }
}
