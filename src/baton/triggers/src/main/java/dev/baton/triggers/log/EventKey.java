package dev.baton.triggers.log;

import io.cloudevents.CloudEvent;
import java.util.Optional;

/** The key of an event: its {@code partitionkey}, else its {@code subject}. */
public final class EventKey {

    private EventKey() {}

    public static Optional<String> of(CloudEvent event) {
        Object key = event.getExtension("partitionkey");
        return Optional.ofNullable(key == null ? event.getSubject() : key.toString());
    }
}
