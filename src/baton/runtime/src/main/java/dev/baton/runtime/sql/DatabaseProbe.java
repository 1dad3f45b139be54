package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Checks whether the database answers and accepts writes, because a former primary that became a standby answers, too.
 */
@Singleton
public class DatabaseProbe {

    private static final String READ_ONLY = "select current_setting('transaction_read_only')::boolean";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;

    public DatabaseProbe(Database database) {
        this.database = database;
    }

    /** Returns whether the database answers within two seconds and accepts writes. */
    public Uni<Boolean> answers() {
        return database.ask(READ_ONLY)
                .map(row -> !row.bool(0))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(false);
    }
}
