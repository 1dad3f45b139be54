package dev.baton.runtime.delivery;

import dev.baton.runtime.background.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The number of attempts in place of the first message of a lane, and the pauses between them. Not thread-safe. */
final class LaneAttempts {

    /**
     * The pauses between checks whether the database is available again, or whether another delivery of the same event
     * has ended.
     */
    private static final Backoff UNTRIED = Backoff.of(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final Backoff backoff;
    private int attempt = 1;
    private @Nullable Instant firstFailedAt;
    private int untried;

    LaneAttempts(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Returns the number of the next attempt, from 1. */
    int next() {
        return attempt;
    }

    /** Returns when the first attempt failed, or null if none has failed. */
    @Nullable
    Instant firstFailedAt() {
        return firstFailedAt;
    }

    /** Starts over for the next message, because the one that was tried is settled. */
    void settled() {
        attempt = 1;
        firstFailedAt = null;
        untried = 0;
    }

    /** Records a failed attempt and returns the pause before the next attempt. */
    Duration failed(Instant now) {
        Duration pause = backoff.after(attempt);
        firstFailedAt = firstFailedAt == null ? now : firstFailedAt;
        attempt++;
        untried = 0;
        return pause;
    }

    /** Records that no attempt was made, which is not counted, and returns the pause before the next check. */
    Duration untried() {
        untried++;
        return UNTRIED.after(untried);
    }

    /** Returns whether {@link #untried} was called once since the last attempt. */
    boolean isUntriedForTheFirstTime() {
        return untried == 1;
    }
}
