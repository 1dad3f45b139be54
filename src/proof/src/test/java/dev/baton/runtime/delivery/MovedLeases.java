package dev.baton.runtime.delivery;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The ends of leases that the test has moved into the past. Rows that were taken together have the same end at first. */
final class MovedLeases {

    private record Lease(long row, Instant end) {}

    private final Map<Lease, Instant> moved = new HashMap<>();

    void clear() {
        moved.clear();
    }

    void add(long row, Instant before, Instant now) {
        moved.put(new Lease(row, before), now);
    }

    /** Replaces the ends of leases in the parameters of a statement, the first of which that are numbers are the rows. */
    void replaceIn(Object[] parameters) {
        long[] rows = Stream.of(parameters)
                .filter(each -> each instanceof Long || each instanceof Long[])
                .findFirst()
                .map(MovedLeases::rows)
                .orElse(new long[0]);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Instant end && rows.length == 1) {
                parameters[i] = of(rows[0], end);
            } else if (parameters[i] instanceof Instant[] ends && ends.length == rows.length) {
                Instant[] replaced = ends.clone();
                Arrays.setAll(replaced, n -> of(rows[n], ends[n]));
                parameters[i] = replaced;
            }
        }
    }

    private static long[] rows(Object parameter) {
        return parameter instanceof Long row
                ? new long[] {row}
                : Stream.of((Long[]) parameter).mapToLong(Long::longValue).toArray();
    }

    private Instant of(long row, Instant end) {
        return moved.getOrDefault(new Lease(row, end), end);
    }
}
