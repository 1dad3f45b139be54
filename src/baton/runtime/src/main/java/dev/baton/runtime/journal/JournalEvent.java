package dev.baton.runtime.journal;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event in the journal. A text of more than {@value #MAX_LENGTH} characters is cut.
 *
 * @param key the key; null if the event has none
 * @param correlationId the id that all events of a chain share; the id of an event that begins a chain
 * @param causationId the id of the event that this one follows from; null if it begins a chain
 */
public record JournalEvent(
        String id,
        String type,
        String source,
        @Nullable String key,
        String correlationId,
        @Nullable String causationId) {

    /** The length after which a text is cut. */
    public static final int MAX_LENGTH = 1_000;
}
