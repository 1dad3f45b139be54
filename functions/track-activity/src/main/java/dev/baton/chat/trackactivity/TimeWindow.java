package dev.baton.chat.trackactivity;

import java.time.Duration;
import java.time.Instant;

/** From {@code start} (inclusive) to {@code end} (exclusive). */
record TimeWindow(Instant start, Instant end) {

    /** The one window of this length that the time belongs to. */
    static TimeWindow of(Instant time, Duration length) {
        long millis = length.toMillis();
        if (millis < 1000) {
            throw new IllegalArgumentException("chat.activity.window must be a second or more but was " + length);
        }
        Instant start = Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
        return new TimeWindow(start, start.plusMillis(millis));
    }

    /** When the window may be closed: the allowed lateness after its end, or from now on if that is over, too. */
    Instant closesAt(Instant now, Duration allowedLateness) {
        Instant closes = end.plus(allowedLateness);
        return closes.isAfter(now) ? closes : now.plus(allowedLateness);
    }
}
