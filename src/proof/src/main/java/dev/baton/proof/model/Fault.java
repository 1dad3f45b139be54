package dev.baton.proof.model;

/** What can go wrong. A scenario says how often each may happen. */
public enum Fault {
    /** A process is killed. Its transactions are rolled back. */
    DEATH,
    /** The function fails transiently. */
    FAILURE,
    /** The function fails permanently. */
    PERMANENT_FAILURE,
    /** The partition moves to another process while the first one, which may be stopped or slow, still delivers. */
    TAKEOVER,
    /** A lease ends although its owner still works on the event. */
    SLOW_RETRY,
    /** A transaction is committed, but the process does not learn of it. */
    LOST_ANSWER,
    /** A record is in the topic, but the relay does not learn of it. */
    LOST_CONFIRMATION,
    /** A relay loses its transaction with its connection, and still sends what it has read. */
    LOST_CONNECTION
}
