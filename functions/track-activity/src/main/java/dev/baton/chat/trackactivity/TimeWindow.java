package dev.baton.chat.trackactivity;

import java.time.Duration;
import java.time.Instant;

/** A window of time from {@code start} (inclusive) to {@code end} (exclusive). */
record TimeWindow(Instant start, Instant end) {

    /** Returns the window of this length that contains the time. */
    static TimeWindow of(Instant time, Duration length) {
        long millis = length.toMillis();
        if (millis < 1000) {
            throw new IllegalArgumentException("chat.activity.window must be at least a second but was " + length);
        }
        Instant start = Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
        return new TimeWindow(start, start.plusMillis(millis));
    }

    /** Returns when the window may be closed: the allowed lateness after its end, or after now if that has passed. */
    Instant closesAt(Instant now, Duration allowedLateness) {
        Instant closes = end.plus(allowedLateness);
        return closes.isAfter(now) ? closes : now.plus(allowedLateness);
    }
}
