package dev.baton.runtime.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event, and what became of it in one function.
 *
 * @param place identifies the hop: see {@link Journal#data}
 * @param function the function to which the event was delivered; null if no delivery is known
 * @param state what became of the event; that of the last attempt
 * @param times when it happened
 * @param attempts what is recorded of the attempts, in order; empty if no delivery is known. Attempts that failed and
 *     were repeated at once are only counted, in the number of the next one
 * @param record where the event is in Kafka; null if it was not delivered from there
 * @param deadLetter the dead letter; null if the function has not given up on the event, or the letter is forgotten
 */
public record Hop(
        String place,
        JournalEvent event,
        @Nullable String function,
        JournalState state,
        Times times,
        List<Attempt> attempts,
        @Nullable TopicRecord record,
        @Nullable Letter deadLetter) {

    /**
     * The times of a hop. All are those of the database's clock, except {@code published}.
     *
     * @param stored when the event was stored in the outbox; null for an event from elsewhere
     * @param dueAt when a delayed event is to be published; null if it is not delayed
     * @param published when the event was published, by the clock of its publisher; null if that is not known
     * @param received when its last delivery began; null if no delivery is known
     * @param ended when its last delivery ended; null if no delivery is known
     */
    public record Times(
            @Nullable Instant stored,
            @Nullable Instant dueAt,
            @Nullable Instant published,
            @Nullable Instant received,
            @Nullable Instant ended) {}

    /** The place of a record in Kafka. */
    public record TopicRecord(String topic, int partition, long offset) {}

    /**
     * A dead letter.
     *
     * @param id the number of the dead letter
     * @param state {@code open}, {@code replayed} or {@code discarded}
     */
    public record Letter(long id, String state) {}
}
