package dev.baton.runtime.sql;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Classifies failures by PostgreSQL's error codes (Appendix A of its manual). */
@Singleton
public class DatabaseErrors {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNDEFINED_TABLE = "42P01";

    /** Undefined column, function, table; no unique constraint for {@code on conflict}. */
    private static final Set<String> OTHER_SCHEMA = Set.of("42703", "42883", UNDEFINED_TABLE, "42P10");

    /** Character not in repertoire, untranslatable character. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    /** Data exception, integrity constraint violation, program limit exceeded (an index row that is too large). */
    private static final Set<String> CLASSES_OF_DATA = Set.of("22", "23", "54");

    /** Serialization failure, deadlock. */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01");

    /** A write on a server that became read-only, and the reasons why a server ends a connection. */
    private static final Set<String> ENDED = Set.of("25006", "25P03", "57P01", "57P02");

    private static final String CLASS_OF_CONNECTIONS = "08";

    private static final int DEEPEST = 20;

    private final Database database;

    DatabaseErrors(Database database) {
        this.database = database;
    }

    /** Returns whether a lock was not available within {@code lock_timeout}. */
    public boolean lockNotAvailable(Throwable failure) {
        return state(failure).filter(LOCK_NOT_AVAILABLE::equals).isPresent();
    }

    /** Returns whether a statement named a table that does not exist. */
    public boolean undefinedTable(Throwable failure) {
        return state(failure).filter(UNDEFINED_TABLE::equals).isPresent();
    }

    /** Returns whether a statement named something that does not exist, as if it were for another schema. */
    public boolean otherSchema(Throwable failure) {
        return state(failure).filter(OTHER_SCHEMA::contains).isPresent();
    }

    /**
     * Returns whether a text contains a character that PostgreSQL can't store, such as NUL. Further attempts can't
     * succeed.
     */
    public boolean unstorableText(Throwable failure) {
        return state(failure).filter(UNSTORABLE::contains).isPresent();
    }

    /**
     * Returns whether PostgreSQL rejects the values themselves. In contrast, a full disk or a held lock is only a
     * temporary rejection.
     */
    public boolean refusesData(Throwable failure) {
        return state(failure)
                .filter(state -> CLASSES_OF_DATA.contains(state.substring(0, 2)))
                .isPresent();
    }

    /**
     * Returns whether the transaction collided with another one, or lost its connection. The same work may succeed in a
     * new transaction at once.
     */
    public boolean mayPassAtOnce(Throwable failure) {
        return state(failure)
                .filter(state -> isCollision(state) || ENDED.contains(state) || state.startsWith(CLASS_OF_CONNECTIONS))
                .isPresent();
    }

    /** Returns whether PostgreSQL's error code says that the transaction only collided with another one. */
    public static boolean isCollision(String state) {
        return COLLISIONS.contains(state);
    }

    private Optional<String> state(Throwable failure) {
        return causes(failure)
                .flatMap(cause -> database.errorCode(cause).stream())
                .filter(state -> state.length() == 5)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
