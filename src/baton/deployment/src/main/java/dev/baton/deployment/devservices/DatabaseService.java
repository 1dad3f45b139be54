package dev.baton.deployment.devservices;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.embedded.Placement;
import io.quarkus.deployment.builditem.Startable;
import java.util.Map;

/** The embedded database, with the application's schema, as Quarkus starts and stops it. */
class DatabaseService implements Startable {

    private final EmbeddedDatabase database;
    private final Login login;
    private final String namespace;

    DatabaseService(Placement placement, Login login, String namespace) {
        this.database = new EmbeddedDatabase(placement, Map.of());
        this.login = login;
        this.namespace = namespace;
    }

    /** Also migrates; the SQL is looked for where the thread's class loader looks. */
    @Override
    public void start() {
        ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
        database.startWith(new Schema(login, SchemaComponents.needed(), namespace, classLoader));
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
