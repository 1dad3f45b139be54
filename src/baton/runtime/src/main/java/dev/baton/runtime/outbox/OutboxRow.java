package dev.baton.runtime.outbox;

import java.time.Instant;
import java.util.Map;

/**
 * An event that is to be published.
 *
 * @param topic the topic to which the event goes
 * @param key the CloudEvents {@code partitionkey}; null if the event has no order
 * @param attributes all CloudEvents context attributes in their string form
 * @param data the data as it goes over the wire
 * @param notBefore the time before which the event is not published; null if it is published at once
 */
public record OutboxRow(String topic, String key, Map<String, String> attributes, byte[] data, Instant notBefore) {

    /**
     * Returns the lane within which the event is in order: its key. Without a key, it is the event's id, and the event
     * is alone in its lane.
     */
    public String lane() {
        return key == null ? attributes.get("id") : key;
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
