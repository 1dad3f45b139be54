package dev.baton.chat.gateway.problems;

import dev.baton.BatonException;
import dev.baton.PermanentFailureException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The meaning of failures for a client. */
public final class Failures {

    /**
     * SQLSTATE classes of temporary failures: connection, deadlock or serialization, insufficient resources, shutdown.
     */
    private static final String PASSING_CLASSES = "08 40 53 57";

    private Failures() {}

    /** Returns the problem in a failure, {@link Problem#unavailable} for a temporary failure, or null for a bug. */
    public static @Nullable Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            if (passes(cause)) {
                return Problem.unavailable();
            }
        }
        return null;
    }

    private static boolean passes(Throwable cause) {
        return cause instanceof BatonException && !(cause instanceof PermanentFailureException)
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof VertxException && !(cause instanceof PgException)
                || cause instanceof NoStackTraceThrowable
                || cause instanceof PgException pg
                        && pg.getSqlState() != null
                        && PASSING_CLASSES.contains(pg.getSqlState().substring(0, 2));
    }
}
