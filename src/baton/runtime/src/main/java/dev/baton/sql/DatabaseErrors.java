package dev.baton.sql;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a failure says about the database. Source: PostgreSQL's error codes (Appendix A of its manual). */
public final class DatabaseErrors {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String READ_ONLY_TRANSACTION = "25006"; // the primary became a standby
    private static final String QUERY_CANCELED = "57014"; // somebody's statement_timeout, not the server's end

    /** Connection exception, insufficient resources, operator intervention, system error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    /** Character not in repertoire, untranslatable character. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    private static final int DEEPEST = 20;

    private DatabaseErrors() {}

    /** A lock was waited for as long as {@code lock_timeout} allows. */
    public static boolean lockNotAvailable(Throwable failure) {
        return state(failure).filter(LOCK_NOT_AVAILABLE::equals).isPresent();
    }

    /** A text has a character that PostgreSQL can't store, such as NUL: no further attempt can change that. */
    public static boolean unstorableText(Throwable failure) {
        return state(failure).filter(UNSTORABLE::contains).isPresent();
    }

    /** The server said that it can't work now, or the connection to it broke. Of what else the network does only asking it tells. */
    public static boolean away(Throwable failure) {
        return state(failure).map(DatabaseErrors::meansAway).orElseGet(() -> causes(failure)
                .anyMatch(ClosedConnectionException.class::isInstance));
    }

    private static boolean meansAway(String state) {
        return state.equals(READ_ONLY_TRANSACTION)
                || AWAY.contains(state.substring(0, 2)) && !state.equals(QUERY_CANCELED);
    }

    private static Optional<String> state(Throwable failure) {
        return causes(failure)
                .map(DatabaseErrors::ownState)
                .filter(state -> state != null && state.length() == 5)
                .findFirst();
    }

    /** The client's own exception, or what Hibernate makes of it. */
    private static String ownState(Throwable cause) {
        if (cause instanceof PgException postgres) {
            return postgres.getSqlState();
        }
        return cause instanceof SQLException sql ? sql.getSQLState() : null;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
