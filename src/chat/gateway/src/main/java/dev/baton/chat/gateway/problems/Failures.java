package dev.baton.chat.gateway.problems;

import dev.baton.BatonException;
import dev.baton.PermanentFailureException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells what a failure means to a client. */
public final class Failures {

    /** Connection lost, no resources, shut down, deadlock or serialisation failure: SQLSTATE classes that pass. */
    private static final String PASSING_CLASSES = "08 40 53 57";

    private Failures() {}

    /** The problem that a failure is, or {@link Problem#unavailable} when it will pass, or null when it is a bug. */
    public static Problem problem(Throwable failure) {
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
