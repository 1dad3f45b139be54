package dev.baton.runtime.sql;

/** A running transaction of which code of the application is a part. */
public interface Transaction {

    /** Returns Baton's own statements in this transaction. */
    Sql sql();

    /**
     * Returns whether everything that was changed in this transaction will be committed. This is not so after code of
     * the application has cleared or closed the session that holds the changes.
     */
    boolean intact();
}
