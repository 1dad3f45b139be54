package dev.baton.runtime.wakeup;

import java.time.Duration;

/** The kinds of work that processes find in the tables that they share. */
public enum Work {

    /** Events of the outbox, which a relay publishes. */
    OUTBOX("outbox", Duration.ofSeconds(10)),

    /** Events of the retry table. Functions in the database also send hints about them. */
    RETRIES("retries", Duration.ofSeconds(10)),

    /** The times of schedules, which seldom change except by the processes that fire them. */
    SCHEDULES("schedules", Duration.ofSeconds(30));

    private final String text;
    private final Duration longestRest;

    Work(String text, Duration longestRest) {
        this.text = text;
        this.longestRest = longestRest;
    }

    /** Returns the name in hints. */
    String text() {
        return text;
    }

    /** Returns how long a loop that finds nothing relies on hints before it looks again. */
    Duration longestRest() {
        return longestRest;
    }
}
