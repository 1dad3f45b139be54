package dev.baton.runtime.delivery;

import dev.baton.runtime.retry.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * How often the first record of a lane was tried in place, and how long it waits before it is tried again. Not
 * thread-safe.
 */
final class LaneAttempts {

    /** Between looks at whether the database is back, or another delivery of the same event has ended. */
    private static final Backoff UNTRIED = Backoff.of(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final Backoff backoff;
    private int attempt = 1;
    private Instant firstFailedAt;
    private int untried;

    LaneAttempts(Backoff backoff) {
        this.backoff = backoff;
    }

    /** The number of the next attempt, from 1. */
    int next() {
        return attempt;
    }

    /** When the first attempt failed; null: none has. */
    Instant firstFailedAt() {
        return firstFailedAt;
    }

    /** The record that was tried is settled, another one is the first now. */
    void settled() {
        attempt = 1;
        firstFailedAt = null;
        untried = 0;
    }

    /** An attempt failed. Returns the pause before the next one. */
    Duration failed(Instant now) {
        Duration pause = backoff.after(attempt);
        firstFailedAt = firstFailedAt == null ? now : firstFailedAt;
        attempt++;
        untried = 0;
        return pause;
    }

    /** No attempt was made, so none is counted. Returns the pause before the next look. */
    Duration untried() {
        untried++;
        return UNTRIED.after(untried);
    }

    /** Returns whether {@link #untried} was called once since the last attempt. */
    boolean isUntriedForTheFirstTime() {
        return untried == 1;
    }
}
