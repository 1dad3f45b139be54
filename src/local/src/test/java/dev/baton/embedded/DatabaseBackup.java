package dev.baton.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A backup of an embedded database, taken while it runs. */
public final class DatabaseBackup {

    private final EmbeddedDatabase database;
    private final Path copy;

    private DatabaseBackup(EmbeddedDatabase database, Path copy) {
        this.database = database;
        this.copy = copy;
    }

    /** @param copy the folder to which the data is copied */
    public static DatabaseBackup take(EmbeddedDatabase database, Path copy) throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            BaseBackup.copy(connection, database.data().resolve("data"), copy);
        }
        return new DatabaseBackup(database, copy);
    }

    /** Replaces all data by that of the backup, and starts the database, which may be broken. Can be used once. */
    public void restore() throws IOException {
        database.kill();
        Path data = database.data().resolve("data");
        DataDirectory.delete(data);
        Files.move(copy, data);
        database.start();
    }
}
