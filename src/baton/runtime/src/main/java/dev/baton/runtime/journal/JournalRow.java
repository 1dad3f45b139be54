package dev.baton.runtime.journal;

import dev.baton.runtime.sql.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the journal: what one transaction did.
 *
 * @param received when the delivery began; the time of the row if that is not known
 * @param function null if the events were not stored by a function
 */
record JournalRow(
        Instant at,
        long position,
        @Nullable String function,
        String process,
        Instant received,
        List<PackedEvent> events) {

    /** Returns a row of the columns at, position, function, process, took, and entries. */
    static JournalRow of(Row row) {
        Instant at = row.time(0);
        return new JournalRow(
                at,
                row.bigint(1),
                row.textOrNull(2),
                row.text(3),
                at.minusMillis(row.integer(4)),
                PackedRow.read(row.bytes(5)));
    }

    String place(int entry) {
        return new Place(at, position, entry).toString();
    }

    Attempt attempt(PackedEvent event) {
        return new Attempt(at, process, event.attempt(), event.state(), event.failure());
    }
}
