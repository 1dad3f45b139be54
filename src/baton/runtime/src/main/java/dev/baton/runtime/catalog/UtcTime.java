package dev.baton.runtime.catalog;

import dev.baton.cloudevents.Rfc3339;
import java.time.Instant;
import java.util.Optional;

/** Times as Jackson writes them, such as {@code 2026-11-30T18:00:00.123Z}, read without a formatter. */
final class UtcTime {

    private static final int DATE_END = "2026-11-30".length();
    private static final int MINUTES_END = "2026-11-30T18:00:".length();
    private static final int SHORTEST = "2026-11-30T18:00:00Z".length();
    private static final int LONGEST = "2026-11-30T18:00:00.123456789Z".length();

    private UtcTime() {}

    /** Returns the time; empty if the text has another form, which may be a time nevertheless. */
    static Optional<Instant> read(String text) {
        int length = text.length();
        if (length < SHORTEST
                || length > LONGEST
                || text.charAt(length - 1) != 'Z'
                || text.charAt(DATE_END) != 'T'
                || text.startsWith("60", MINUTES_END)) { // Jackson decides about leap seconds
            return Optional.empty();
        }
        try {
            return Optional.of(Rfc3339.parse(text).toInstant());
        } catch (IllegalArgumentException anotherForm) {
            return Optional.empty();
        }
    }
}
