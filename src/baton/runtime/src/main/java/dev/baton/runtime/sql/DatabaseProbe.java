package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Checks whether the database answers and accepts writes, because a former primary that became a standby answers, too.
 */
@Singleton
public class DatabaseProbe {

    private static final String READ_ONLY = "select current_setting('transaction_read_only')::boolean";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;

    DatabaseProbe(Pool pool) {
        this.pool = pool;
    }

    /** Returns whether the database answers within two seconds and accepts writes. */
    public Uni<Boolean> answers() {
        return pool.query(READ_ONLY)
                .execute()
                .map(rows -> !rows.iterator().next().getBoolean(0))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(false);
    }
}
