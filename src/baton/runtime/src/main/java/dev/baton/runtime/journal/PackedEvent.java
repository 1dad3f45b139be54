package dev.baton.runtime.journal;

import dev.baton.runtime.journal.Hop.TopicRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a row of the journal.
 *
 * @param published the timestamp of the record; null if the event did not come from Kafka, or that is not known
 * @param record the place of the event in Kafka; null likewise
 * @param data the data; null if it is not in the journal
 * @param stored the events that were stored with it; in an entry that is {@link JournalState#STORED}, this event itself
 */
record PackedEvent(
        JournalEvent event,
        JournalState state,
        int attempt,
        @Nullable Instant published,
        @Nullable TopicRecord record,
        @Nullable JournalFailure failure,
        byte @Nullable [] data,
        List<Stored> stored) {

    /**
     * An event that was stored.
     *
     * @param dueAt the time before which it is not published; null if it is published at once
     */
    record Stored(JournalEvent event, @Nullable Instant dueAt) {}
}
