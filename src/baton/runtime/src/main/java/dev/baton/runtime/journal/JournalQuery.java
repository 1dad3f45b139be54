package dev.baton.runtime.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A search in the journal. A component that is null matches everything.
 *
 * @param eventId the id of an event; finds its deliveries, and the delivery that it follows from
 * @param correlationId the correlation id of events
 * @param key the key of events
 * @param type the type of events, with its version
 * @param from the earliest time of the entry, inclusive
 * @param to the latest time of the entry, exclusive
 * @param after where the page begins, from {@link Page#next}; null for the first one, which has the latest entries
 * @param limit the maximum number of entries; at most {@link #MAX_LIMIT} are returned in any case
 */
public record JournalQuery(
        @Nullable String eventId,
        @Nullable String correlationId,
        @Nullable String key,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String after,
        int limit) {

    /** The maximum number of entries of a page. */
    public static final int MAX_LIMIT = 200;

    /** A query for the latest entries, whatever they are. */
    public static final JournalQuery LATEST = new JournalQuery(null, null, null, null, null, null, null, 50);
}
