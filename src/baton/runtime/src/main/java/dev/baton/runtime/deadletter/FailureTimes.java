package dev.baton.runtime.deadletter;

import java.time.Instant;

/**
 * When an event failed.
 *
 * @param first the first time; the same as the last one when it has not failed before
 * @param last the last time; null: it was never tried
 */
public record FailureTimes(Instant first, Instant last) {

    public static final FailureTimes NEVER = new FailureTimes(null, null);

    public FailureTimes {
        first = first == null ? last : first;
    }
}
