package dev.baton.runtime.journal;

import dev.baton.runtime.journal.RowEntries.Numbered;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a search: reads rows from the latest one, and filters their entries. */
final class Search {

    /** The number of rows that one statement returns. Each may have hundreds of entries. */
    private static final int ROWS = 50;

    /** The number of statements with rows of one page. */
    private static final int STATEMENTS = 4;

    private final JournalRows rows;
    private final JournalQuery query;
    private final Instant from;
    private final @Nullable String id;
    private final int limit;
    private final List<JournalEntry> found = new ArrayList<>();
    private int statements;

    Search(JournalRows rows, JournalQuery query) {
        this.rows = rows;
        this.query = query;
        this.from = query.from() == null
                ? Instant.EPOCH
                : Place.before(query.from()).at();
        this.id = query.eventId() == null ? query.correlationId() : query.eventId();
        this.limit = Math.max(1, Math.min(JournalQuery.MAX_LIMIT, query.limit()));
    }

    Uni<Page<JournalEntry>> page() {
        if (query.after() != null) {
            return page(Place.of(query.after()));
        }
        return page(query.to() == null ? Place.END : Place.before(query.to()));
    }

    private Uni<Page<JournalEntry>> page(Place upTo) {
        statements++;
        Uni<List<JournalRow>> read =
                id == null ? rows.byTime(query.key(), query.type(), upTo, from, ROWS) : rows.byId(id, upTo, ROWS);
        return read.chain(some -> {
            Place full = add(some, upTo);
            if (full != null) {
                return Uni.createFrom().item(new Page<>(found, full.toString()));
            }
            return some.size() == ROWS ? goOn(lastOf(some)) : behind(upTo);
        });
    }

    /** Goes on behind the rows that were looked at without finding enough. A search for an id looks at all rows. */
    private Uni<Page<JournalEntry>> behind(Place upTo) {
        return id != null
                ? end()
                : rows.lastLookedAt(upTo, from).chain(last -> last.isPresent() ? goOn(last.get()) : end());
    }

    private Uni<Page<JournalEntry>> goOn(Place next) {
        return found.isEmpty() && statements < STATEMENTS
                ? page(next)
                : Uni.createFrom().item(new Page<>(found, next.toString()));
    }

    private Uni<Page<JournalEntry>> end() {
        return Uni.createFrom().item(new Page<>(found, null));
    }

    private static Place lastOf(List<JournalRow> some) {
        JournalRow last = some.get(some.size() - 1);
        return new Place(last.at(), last.position(), 0);
    }

    /** Adds the entries before the place, and returns the place of the last one if the page is full then. */
    private @Nullable Place add(List<JournalRow> some, Place upTo) {
        for (JournalRow row : some) {
            List<Numbered> entries = RowEntries.of(row);
            int end = upTo.isIn(row) ? Math.min(upTo.entry(), entries.size()) : entries.size();
            for (int i = end - 1; i >= 0; i--) {
                if (matches(entries.get(i).entry())) {
                    found.add(entries.get(i).entry());
                    if (found.size() == limit) {
                        return new Place(row.at(), row.position(), i);
                    }
                }
            }
        }
        return null;
    }

    private boolean matches(JournalEntry entry) {
        JournalEvent event = entry.event();
        Instant at = entry.attempt().at();
        return (query.eventId() == null || query.eventId().equals(event.id()))
                && (query.correlationId() == null || query.correlationId().equals(event.correlationId()))
                && (query.key() == null || query.key().equals(event.key()))
                && (query.type() == null || query.type().equals(event.type()))
                && !at.isBefore(from)
                && (query.to() == null || at.isBefore(query.to()));
    }
}
