package dev.baton.it.crash;

import io.vertx.sqlclient.SqlResult;

/** The calls on one connection since it was taken from the pool, after which the boundaries of a call are named. */
final class Steps {

    /** The separator between two calls, which does not occur in SQL. */
    static final String THEN = " ~> ";

    private static final int LONGEST = 72;

    private String taken;

    Steps(String taken) {
        this.taken = taken;
    }

    /** Returns the name of the next call. */
    synchronized String next(String call) {
        return taken.isEmpty() ? call : taken + THEN + call;
    }

    /**
     * Notes how the call ended, and includes this in its name, because a call that found nothing leads elsewhere than
     * one that found something.
     */
    synchronized String done(String call, Object result, Throwable failure) {
        String how = failure != null ? " (failed)" : isEmpty(result) ? " (none)" : "";
        String done = next(call) + how;
        taken = done;
        return done;
    }

    static String name(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "~" + Integer.toHexString(sql.hashCode());
    }

    private static boolean isEmpty(Object result) {
        return result instanceof SqlResult<?> rows && rows.size() == 0 && rows.rowCount() == 0;
    }
}
