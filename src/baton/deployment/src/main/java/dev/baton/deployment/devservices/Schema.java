package dev.baton.deployment.devservices;

import dev.baton.embedded.DatabaseContent;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.migrator.Migrations;
import java.util.Optional;
import java.util.Set;

/** The schema of an application, owned by the user as which it connects. The class loader provides the SQL. */
record Schema(Login login, Set<String> components, String namespace, ClassLoader classLoader)
        implements DatabaseContent {

    @Override
    public String fingerprint() {
        return "%s %s %s %s".formatted(login, components, namespace, Migrations.fingerprint(components, classLoader));
    }

    @Override
    public void fill(EmbeddedDatabase database) {
        database.allow(login.user(), login.password());
        migrate(database.jdbcUrl());
    }

    void migrate(String jdbcUrl) {
        Migrations.migrate(jdbcUrl, login.user(), login.password(), components, Optional.of(namespace), classLoader);
    }
}
