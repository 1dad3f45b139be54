package dev.baton.runtime.outbox;

import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.runtime.journal.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be published.
 *
 * @param topic the topic to which the event goes
 * @param key the CloudEvents {@code partitionkey}; null if the event has no order
 * @param attributes all CloudEvents context attributes in their string form
 * @param data the data as it goes over the wire
 * @param notBefore the time before which the event is not published; null if it is published at once
 * @param delay how long after it is stored the event is published, by the database's clock; null if the time was given
 *     and not the delay. {@code notBefore} is then the same by the clock of this process
 */
public record OutboxRow(
        String topic,
        @Nullable String key,
        Map<String, String> attributes,
        byte[] data,
        @Nullable Instant notBefore,
        @Nullable Duration delay)
        implements StoredEvent {

    /** Creates an event that is published at once, or not before a time. */
    public OutboxRow(
            String topic,
            @Nullable String key,
            Map<String, String> attributes,
            byte[] data,
            @Nullable Instant notBefore) {
        this(topic, key, attributes, data, notBefore, null);
    }

    /**
     * Returns what events that are published in order have in common: their key. Without a key, it is the event's id,
     * so the event is in order with no other.
     */
    public String orderKey() {
        return key == null ? id() : key;
    }

    /** Returns the CloudEvents {@code id}. */
    public String id() {
        return attributes.getOrDefault(AttributeNames.ID, "");
    }

    /** Returns the event. */
    public Event event() {
        return Event.stored(attributes, data);
    }

    /** Returns approximately how many bytes the event takes on the wire. */
    public int size() {
        int size = data.length;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            size += attribute.getKey().length() + attribute.getValue().length();
        }
        return size;
    }
}
