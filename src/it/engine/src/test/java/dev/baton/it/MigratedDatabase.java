package dev.baton.it;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.migrator.Migrations;
import java.util.List;

/** An embedded database with Baton's tables, for applications that run as in production. */
public final class MigratedDatabase {

    private MigratedDatabase() {}

    public static EmbeddedDatabase start() {
        return migrate(new EmbeddedDatabase().start());
    }

    /** Makes the tables in a database that runs. */
    public static EmbeddedDatabase migrate(EmbeddedDatabase database) {
        Migrations.migrate(
                database.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                Migrations.class.getClassLoader());
        return database;
    }
}
