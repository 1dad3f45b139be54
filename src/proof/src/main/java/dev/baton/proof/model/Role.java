package dev.baton.proof.model;

/** The parts of a process that work on the tables, each one thing at a time. */
public enum Role {
    /** Delivers the events of the partition. */
    LANE,
    /** Delivers the due events of the retry table. */
    RETRY,
    /** Publishes the outbox. */
    RELAY,
    /** Gives delayed events their place in the order. */
    PROMOTION,
    /** Not a part of a process: the broker, the clock, and whoever kills and starts processes. */
    ENVIRONMENT
}
