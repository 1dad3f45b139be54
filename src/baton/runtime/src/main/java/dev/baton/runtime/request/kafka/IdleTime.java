package dev.baton.runtime.request.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Measures how long something has not been used. Not thread-safe. */
final class IdleTime {

    private final Clock clock;
    private final Duration longest;
    private @Nullable Instant since;

    IdleTime(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    /** Records whether it is used now, and returns whether it has been unused for too long. */
    boolean isOver(boolean wanted) {
        if (wanted) {
            since = null;
            return false;
        }
        if (since == null) {
            since = clock.instant();
        }
        return !clock.instant().isBefore(since.plus(longest));
    }
}
