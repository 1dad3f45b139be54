package dev.baton.triggers.log;

import dev.baton.cloudevents.Event;
import java.util.Optional;

/** The key of an event: its {@code partitionkey}, else its {@code subject}. */
public final class EventKey {

    private EventKey() {}

    public static Optional<String> of(Event event) {
        String key = event.getExtension("partitionkey");
        return Optional.ofNullable(key == null ? event.getSubject() : key);
    }
}
