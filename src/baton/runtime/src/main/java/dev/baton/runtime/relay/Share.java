package dev.baton.runtime.relay;

import dev.baton.runtime.outbox.Slots;
import dev.baton.runtime.sql.Row;
import java.util.List;

/**
 * What a round reads of each slot at most.
 *
 * @param rows how many rows
 * @param bytes after how many bytes of data no further row is read
 */
record Share(long rows, long bytes) {

    /** As in the statement of {@link Relay} that reads the rows. */
    static final int LEAST_ROWS = 16;

    /** Columns of {@link Relay}'s rows. */
    private static final int SIZE = 5;

    private static final int SLOT = 6;

    /** Returns whether a slot has reached its share with these rows, so that more of its events may be due. */
    boolean reached(List<Row> read) {
        long[] rowsOf = new long[Slots.COUNT];
        long[] bytesOf = new long[Slots.COUNT];
        for (Row row : read) {
            int slot = row.integer(SLOT);
            bytesOf[slot] += row.integer(SIZE);
            if (++rowsOf[slot] >= rows || bytesOf[slot] >= bytes) {
                return true;
            }
        }
        return false;
    }
}
