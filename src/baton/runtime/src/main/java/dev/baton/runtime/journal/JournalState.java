package dev.baton.runtime.journal;

/** What became of an event, for one function. */
public enum JournalState {

    /** The event is committed. No delivery of it is known: it is not published yet, or no function takes it. */
    STORED,

    /** The event waits in the retry table behind another event of its key, or for a process that knows its version. */
    WAITING,

    /** The last attempt failed, and the event waits in the retry table for the next one. */
    RETRYING,

    /** The event took effect. */
    HANDLED,

    /** The event was given up on, and is a dead letter. It may have been replayed or discarded since. */
    DEAD_LETTER
}
