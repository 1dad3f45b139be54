package dev.baton.runtime.journal;

import dev.baton.runtime.journal.PackedEvent.Stored;
import java.util.ArrayList;
import java.util.List;

/** The entries of a row, numbered: each event that was delivered, followed by those that were stored with it. */
final class RowEntries {

    /**
     * An entry.
     *
     * @param event the event that was delivered, or with which an event was stored
     */
    record Numbered(JournalEntry entry, PackedEvent event) {}

    private RowEntries() {}

    static List<Numbered> of(JournalRow row) {
        List<Numbered> entries = new ArrayList<>();
        for (PackedEvent event : row.events()) {
            if (event.state() != JournalState.STORED) {
                entries.add(new Numbered(
                        new JournalEntry(row.place(entries.size()), event.event(), row.function(), row.attempt(event)),
                        event));
            }
            for (Stored stored : event.stored()) {
                entries.add(new Numbered(stored(row, entries.size(), stored), event));
            }
        }
        return entries;
    }

    private static JournalEntry stored(JournalRow row, int number, Stored stored) {
        Attempt attempt = new Attempt(row.at(), row.process(), 0, JournalState.STORED, null);
        return new JournalEntry(row.place(number), stored.event(), null, attempt);
    }
}
