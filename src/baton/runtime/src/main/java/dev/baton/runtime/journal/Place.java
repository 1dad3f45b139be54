package dev.baton.runtime.journal;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the journal: a row, by its time and position, and an entry in it. Rows are in the order of their times.
 *
 * @param entry the number of the entry among all those of the row
 */
record Place(Instant at, long position, int entry) {

    /** Behind everything. PostgreSQL's timestamps and CloudEvents both have it. */
    static final Place END = new Place(Instant.parse("9999-12-31T23:59:59Z"), Long.MAX_VALUE, Integer.MAX_VALUE);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,15})-(\\d{6})-(\\d{1,18})-(\\d{1,9})");
    private static final long NANOS_OF_MICROS = 1_000;

    /** Returns the place before the first entry at this time, or the nearest one of which PostgreSQL knows the time. */
    static Place before(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return new Place(Instant.EPOCH, Long.MIN_VALUE, 0);
        }
        return time.isBefore(END.at()) ? new Place(time, Long.MIN_VALUE, 0) : END;
    }

    /** @throws IllegalArgumentException if the text is not a place */
    static Place of(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a place in the journal");
        }
        return new Place(
                Instant.ofEpochSecond(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)) * NANOS_OF_MICROS),
                Long.parseLong(parts.group(3)),
                Integer.parseInt(parts.group(4)));
    }

    boolean isIn(JournalRow row) {
        return position == row.position() && at.equals(row.at());
    }

    @Override
    public String toString() {
        return "%d-%06d-%d-%d".formatted(at.getEpochSecond(), at.getNano() / NANOS_OF_MICROS, position, entry);
    }
}
