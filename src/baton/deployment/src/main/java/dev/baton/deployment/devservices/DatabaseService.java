package dev.baton.deployment.devservices;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.embedded.Placement;
import io.quarkus.deployment.builditem.Startable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The embedded database with the application's schema, which Quarkus starts and stops. */
class DatabaseService implements Startable {

    private final EmbeddedDatabase database;
    private final Login login;
    private final String namespace;

    DatabaseService(Placement placement, Login login, String namespace) {
        this.database = new EmbeddedDatabase(placement, Map.of());
        this.login = login;
        this.namespace = namespace;
    }

    /** Starts the database and migrates it. The thread's context class loader provides the SQL. */
    @Override
    public void start() {
        database.startWith(Schema.configured(login, namespace));
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

    /** Returns null, because there is no container. */
    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        database.close();
    }
}
