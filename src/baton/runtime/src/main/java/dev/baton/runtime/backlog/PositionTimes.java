package dev.baton.runtime.backlog;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers when positions of the outbox were drawn, as far as somebody looked. Rows have no time of their own, and the
 * {@code time} of an event is what its sender says. Not thread-safe.
 */
final class PositionTimes {

    private static final int MOST = 4_096;

    /** When it was first seen that positions up to the key were drawn. */
    private final TreeMap<Long, Instant> seen = new TreeMap<>();

    /** Takes note of the last drawn position. A lower one than before is that of another database. */
    void drawn(long last, Instant now) {
        if (!seen.isEmpty() && last < seen.lastKey()) {
            seen.clear();
        }
        seen.putIfAbsent(last, now);
        if (seen.size() > MOST) {
            thinOut();
        }
    }

    /**
     * Returns for how many seconds at least the event at this position has waited, and forgets what is known about
     * lower positions. Position 0 means that there is no event.
     */
    double secondsSince(long position, Instant now) {
        if (position == 0) {
            forget();
            return 0;
        }
        Map.Entry<Long, Instant> drawn = seen.ceilingEntry(position);
        if (drawn == null) {
            return 0;
        }
        seen.headMap(drawn.getKey()).clear();
        return Duration.between(drawn.getValue(), now).toMillis() / 1000.0;
    }

    void forget() {
        seen.clear();
    }

    /** Keeps the first entry and the last one, and every second of the others. */
    private void thinOut() {
        long last = seen.lastKey();
        boolean[] drop = {true};
        seen.keySet().removeIf(position -> position != last && (drop[0] = !drop[0]));
    }
}
