package dev.baton.runtime.sql;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a failure says about the database. Source: PostgreSQL's error codes (Appendix A of its manual). */
public final class DatabaseErrors {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Character not in repertoire, untranslatable character. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    /** Data exception, integrity constraint violation, program limit exceeded (an index row that is too large). */
    private static final Set<String> CLASSES_OF_DATA = Set.of("22", "23", "54");

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

    /**
     * Returns whether PostgreSQL refuses the values themselves, rather than to do anything with them now, as it does
     * when a disk is full or a lock is held.
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
