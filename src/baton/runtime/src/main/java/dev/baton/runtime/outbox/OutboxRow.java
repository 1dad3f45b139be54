package dev.baton.runtime.outbox;

import java.time.Instant;
import java.util.Map;

/**
 * An event that is to be published.
 *
 * @param topic the topic that it goes to
 * @param key the CloudEvents {@code partitionkey}; null: no order
 * @param attributes all CloudEvents context attributes in their string form
 * @param data the data as it goes over the wire
 * @param notBefore null: at once
 */
public record OutboxRow(String topic, String key, Map<String, String> attributes, byte[] data, Instant notBefore) {

    /** What it is in order with: its key; without one nothing else has this. */
    public String lane() {
        return key == null ? attributes.get("id") : key;
    }

    /** About how many bytes the event takes on the wire. */
    public int size() {
        int size = data.length;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            size += attribute.getKey().length() + attribute.getValue().length();
        }
        return size;
    }
}
