package dev.baton.runtime.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times when an event failed.
 *
 * @param first the first time; equal to the last time if the event has not failed before
 * @param last the last time; null if the event was never tried
 */
public record FailureTimes(
        @Nullable Instant first, @Nullable Instant last) {

    public static final FailureTimes NEVER = new FailureTimes(null, null);

    public FailureTimes {
        first = first == null ? last : first;
    }
}
