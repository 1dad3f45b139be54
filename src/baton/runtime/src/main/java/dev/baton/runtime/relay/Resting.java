package dev.baton.runtime.relay;

import java.util.Set;

/**
 * The topics and keys that the sink is known not to accept at the moment. Their events wait in the outbox, unread, and
 * other events pass them.
 *
 * @param all whether the sink accepts nothing
 * @param topics the topics whose events the sink does not accept
 * @param keys the keys whose events the sink does not accept; an event without a key is compared by its id
 */
public record Resting(boolean all, Set<String> topics, Set<String> keys) {

    public static final Resting NOTHING = new Resting(false, Set.of(), Set.of());
    public static final Resting ALL = new Resting(true, Set.of(), Set.of());

    String[] topicArray() {
        return topics.toArray(String[]::new);
    }

    String[] keyArray() {
        return keys.toArray(String[]::new);
    }
}
