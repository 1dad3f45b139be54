package dev.baton.runtime.config;

/** What is between a process and PostgreSQL. */
public enum Pooler {

    /** Nothing, or a pooler that gives each connection a session of its own, such as PgBouncer in session mode. */
    NONE,

    /** A pooler that gives each transaction any free session, such as PgBouncer in transaction mode. */
    TRANSACTION
}
