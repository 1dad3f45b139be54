package dev.baton.deployment.devservices;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.embedded.Placement;
import dev.baton.migrations.Migrations;
import io.quarkus.deployment.builditem.Startable;
import java.util.Map;

/** The embedded database, with the application's schema, as Quarkus starts and stops it. */
class DatabaseService implements Startable {

    private final EmbeddedDatabase database;
    private final Login login;

    DatabaseService(Placement placement, Login login) {
        this.database = new EmbeddedDatabase(placement, Map.of());
        this.login = login;
    }

    /** Also migrates; the SQL is looked for where the thread's class loader looks. */
    @Override
    public void start() {
        database.start();
        try {
            database.allow(login.user(), login.password());
            Migrations.migrate(
                    database.jdbcUrl(),
                    login.user(),
                    login.password(),
                    SchemaComponents.needed(),
                    Thread.currentThread().getContextClassLoader());
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public String getConnectionInfo() {
        return database.reactiveUrl();
    }

    String jdbcUrl() {
        return database.jdbcUrl();
    }

    Login login() {
        return login;
    }

    /** There is none. */
    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        database.close();
    }
}
