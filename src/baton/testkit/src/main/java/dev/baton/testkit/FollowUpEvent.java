package dev.baton.testkit;

import dev.baton.cloudevents.AttributeNames;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up as it was committed to the outbox.
 *
 * @param data the data, decoded from the serialized event into the newest version of its type
 * @param key the CloudEvents {@code partitionkey}; null if the follow-up has no key
 * @param notBefore the time before which the follow-up is not published, or empty if it is published at once
 * @param attributes all CloudEvents context attributes
 */
public record FollowUpEvent(
        Record data, @Nullable String key, Optional<Instant> notBefore, Map<String, String> attributes) {

    public String id() {
        return attributes.getOrDefault(AttributeNames.ID, "");
    }

    public String type() {
        return attributes.getOrDefault(AttributeNames.TYPE, "");
    }
}
