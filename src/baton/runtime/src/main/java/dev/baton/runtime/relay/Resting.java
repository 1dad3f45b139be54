package dev.baton.runtime.relay;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The topics and keys that the sink is known not to accept at the moment. Their events wait in the outbox, unread, and
 * other events pass them.
 *
 * @param all whether the sink accepts nothing
 * @param topics the topics whose events the sink does not accept
 * @param keys the keys whose events the sink does not accept; an event without a key is compared by its id
 * @param lanes the keys whose events the sink does not accept in one topic
 */
public record Resting(boolean all, Set<String> topics, Set<String> keys, Set<Lane> lanes) {

    public static final Resting NOTHING = new Resting(false, Set.of(), Set.of(), Set.of());
    public static final Resting ALL = new Resting(true, Set.of(), Set.of(), Set.of());

    /** The events of a key in a topic; an event without a key is compared by its id. */
    public record Lane(String topic, String key) {}

    /** Returns the parameters {@code $3} to {@code $6} of {@link DueSlots#AND_NOT_RESTING}. */
    List<String[]> parameters() {
        List<Lane> inOrder = List.copyOf(lanes);
        return List.of(
                topics.toArray(String[]::new),
                keys.toArray(String[]::new),
                column(inOrder, Lane::topic),
                column(inOrder, Lane::key));
    }

    private static String[] column(List<Lane> lanes, Function<Lane, String> value) {
        return lanes.stream().map(value).toArray(String[]::new);
    }
}
