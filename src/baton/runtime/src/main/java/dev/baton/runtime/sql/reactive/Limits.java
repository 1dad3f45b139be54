package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.config.BatonConfig;
import java.time.Duration;

/**
 * The limits of time between this process and the database.
 *
 * @param answer how long a statement may take
 * @param idle how long the database waits for the next statement of a transaction of Baton
 */
record Limits(Duration answer, Duration idle) {

    /** PostgreSQL counts in milliseconds, with 32 bits. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    /** How long the database may take to answer a statement that needs no work. */
    private static final Duration PROBE = Duration.ofSeconds(5);

    static Limits of(BatonConfig config) {
        Duration answer = config.database().answerTimeout();
        Duration function = config.delivery().timeLimit();
        return new Limits(
                least(LONGEST, answer.compareTo(function) < 0 ? function : answer),
                config.database().idleTimeout());
    }

    /** Returns how long a transaction may be idle before this process shows that it is alive. */
    Duration heartbeat() {
        return idle.dividedBy(3);
    }

    Duration probe() {
        return least(PROBE, answer);
    }

    /**
     * Returns the statements with which each transaction of Baton begins, because the defaults of the user or of the
     * database may differ. They don't use settings of the session, which a pooler would give to others. The last two
     * limits free the locks of a process that is stopped: between two statements, and while it doesn't read a result.
     */
    String beginning() {
        long patience = least(LONGEST, idle).toMillis();
        return "set transaction isolation level read committed; set local statement_timeout = " + answer.toMillis()
                + "; set local idle_in_transaction_session_timeout = " + patience
                + "; set local tcp_user_timeout = " + patience;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
