package dev.baton.runtime.journal;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Finds out what became of an event. Every process of a namespace can ask about all events of it that were delivered
 * or stored while {@code baton.journal.enabled} was true, within {@code baton.journal.retention}. Thread-safe.
 */
@Singleton
public class Journal {

    private final JournalRows rows;
    private final Timelines timelines;
    private final EventData data;
    private final boolean enabled;

    Journal(JournalRows rows, Timelines timelines, EventData data, JournalWriter writer) {
        this.rows = rows;
        this.timelines = timelines;
        this.data = data;
        this.enabled = writer.enabled();
    }

    /** Returns whether this process writes the journal. It can be read in any case. */
    public boolean enabled() {
        return enabled;
    }

    /**
     * Returns the matching entries, the latest first.
     *
     * @throws IllegalArgumentException if {@link JournalQuery#after} is not from an earlier page
     */
    public Uni<Page<JournalEntry>> search(JournalQuery query) {
        return new Search(rows, query).page();
    }

    /** Returns the hops of all events with this correlation id. */
    public Uni<Timeline> timeline(String correlationId) {
        return timelines.of(correlationId);
    }

    /**
     * Returns the data of an event as text.
     *
     * @param place that of an entry or a hop
     * @return empty if the data is not known any longer, or if {@code baton.journal.show-data} is false
     * @throws IllegalArgumentException if this is not a place
     */
    public Uni<Optional<String>> data(String place) {
        return data.at(Place.of(place));
    }
}
