package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;

/** A running transaction of which code of the application is a part. */
public interface Transaction {

    /** Returns Baton's own statements in this transaction. */
    Sql sql();

    /**
     * Sends a statement without waiting for its answer, which nobody needs. If it fails, the transaction does not commit,
     * and fails for that reason.
     */
    void send(Uni<Void> statement);

    /**
     * Returns whether everything that was changed in this transaction will be committed. This is not so after code of
     * the application has cleared or closed the session that holds the changes.
     */
    boolean intact();
}
