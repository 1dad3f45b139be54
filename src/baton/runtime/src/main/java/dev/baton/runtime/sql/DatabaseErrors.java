package dev.baton.runtime.sql;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Classifies failures by PostgreSQL's error codes (Appendix A of its manual). */
public final class DatabaseErrors {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Character not in repertoire, untranslatable character. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    /** Data exception, integrity constraint violation, program limit exceeded (an index row that is too large). */
    private static final Set<String> CLASSES_OF_DATA = Set.of("22", "23", "54");

    private static final int DEEPEST = 20;

    private DatabaseErrors() {}

    /** Returns whether a lock was not available within {@code lock_timeout}. */
    public static boolean lockNotAvailable(Throwable failure) {
        return state(failure).filter(LOCK_NOT_AVAILABLE::equals).isPresent();
    }

    /**
     * Returns whether a text contains a character that PostgreSQL can't store, such as NUL. Further attempts can't
     * succeed.
     */
    public static boolean unstorableText(Throwable failure) {
        return state(failure).filter(UNSTORABLE::contains).isPresent();
    }

    /**
     * Returns whether PostgreSQL refuses the values themselves. In contrast, a full disk or a held lock is only a
     * temporary refusal.
     */
    public static boolean refusesData(Throwable failure) {
        return state(failure)
                .filter(state -> CLASSES_OF_DATA.contains(state.substring(0, 2)))
                .isPresent();
    }

    private static Optional<String> state(Throwable failure) {
        return causes(failure)
                .map(DatabaseErrors::ownState)
                .filter(state -> state != null && state.length() == 5)
                .findFirst();
    }

    /** Returns the SQL state of the client's own exception, or of the exception to which Hibernate converts it. */
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
