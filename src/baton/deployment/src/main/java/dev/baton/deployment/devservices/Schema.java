package dev.baton.deployment.devservices;

import dev.baton.embedded.DatabaseContent;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.migrator.Migrations;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The schema of an application, owned by the user as which it connects. The class loader provides the SQL.
 *
 * @param name the name of the schema in the database
 */
record Schema(Login login, String name, Set<String> components, String namespace, ClassLoader classLoader)
        implements DatabaseContent {

    private static final String NAME = "baton.database.schema";

    /** Returns the schema that the configuration of the application describes. */
    static Schema configured(Login login, String namespace) {
        return new Schema(
                login,
                ConfigProvider.getConfig().getOptionalValue(NAME, String.class).orElse(Migrations.PUBLIC),
                SchemaComponents.needed(),
                namespace,
                Thread.currentThread().getContextClassLoader());
    }

    @Override
    public String fingerprint() {
        return "%s %s %s %s %s"
                .formatted(login, name, components, namespace, Migrations.fingerprint(components, classLoader));
    }

    @Override
    public void fill(EmbeddedDatabase database) {
        database.allow(login.user(), login.password());
        migrate(database.jdbcUrl());
    }

    void migrate(String jdbcUrl) {
        Migrations.migrate(
                jdbcUrl, login.user(), login.password(), components, name, Optional.of(namespace), classLoader);
    }
}
