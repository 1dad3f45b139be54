package dev.baton.runtime.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event that is committed to the outbox, as the journal sees it. */
public interface StoredEvent {

    /** Returns all CloudEvents context attributes in their string form. */
    Map<String, String> attributes();

    /** Returns the key; null if the event has none. */
    @Nullable
    String key();

    /** Returns the time before which the event is not published; null if it is published at once. */
    @Nullable
    Instant notBefore();
}
