package dev.baton.runtime.relay;

import java.util.Set;

/**
 * What the sink is known not to take at the moment. Its events wait in the outbox, unread, and others pass.
 *
 * @param all it takes nothing
 * @param topics it takes no events of these
 * @param keys it takes no events of these keys, nor those without a key that have one of these as their id
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
