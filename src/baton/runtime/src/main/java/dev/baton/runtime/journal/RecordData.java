package dev.baton.runtime.journal;

import dev.baton.runtime.journal.Hop.TopicRecord;
import java.util.Optional;

/** Reads the data of an event from its topic. */
public interface RecordData {

    /**
     * Returns the data of the event in the record; empty if the topic no longer has the record, or has another event
     * there. Fails if the broker does not answer. Blocks.
     *
     * @param id the id of the event
     */
    Optional<byte[]> read(TopicRecord record, String id);
}
