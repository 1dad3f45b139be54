package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Checks whether the database answers and accepts writes, because a former primary that became a standby answers, too.
 */
@Singleton
public class DatabaseProbe {

    private static final String READ_ONLY =
            "select current_setting('transaction_read_only')::boolean, pg_is_in_recovery()";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;

    public DatabaseProbe(Database database) {
        this.database = database;
    }

    /** Returns whether the database answers within two seconds and accepts writes. */
    public Uni<Boolean> answers() {
        return problem().map(Optional::isEmpty);
    }

    /**
     * Returns why nothing can be stored in the database now; empty if it answers within two seconds, accepts writes,
     * and did not report an error such as a full disk within the last seconds. The Uni does not fail.
     */
    public Uni<Optional<String>> problem() {
        return database.ask(READ_ONLY)
                .map(this::problem)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(Optional.of("the database does not answer within " + PATIENCE.toSeconds() + " s"))
                .onFailure()
                .recoverWithItem(
                        failure -> Optional.of("the database can't be reached: " + PoolerTraces.reason(failure)));
    }

    private Optional<String> problem(Row row) {
        if (!row.bool(0)) {
            return database.trouble().map(error -> "the database refuses to store anything: " + error);
        }
        String why = row.bool(1) ? "it is a standby" : "default_transaction_read_only is on";
        database.replaceConnections(why);
        return Optional.of("the database is read-only: " + why);
    }
}
