package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.outbox.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A topic, one of its partitions, or the partitions that Kafka chooses for events without a key.
 *
 * @param partition the number of the partition, or a negative number
 */
record Place(String topic, int partition) {

    private static final int ALL = -1;
    private static final int ANY = -2;

    /**
     * What is known of a place that can't be written.
     *
     * @param failures the number of failures since something was published to the place
     * @param since when the first of them was
     * @param triedAt when the place is tried
     * @param over whether that worked, so that events are sent again
     * @param first the event with which the place is tried
     * @param keys the keys that wait; events without a key are compared by their ids
     */
    record Rest(
            int failures,
            Instant since,
            Instant triedAt,
            boolean over,
            String cause,
            @Nullable OutboxRow first,
            Set<String> keys) {

        static Rest first(Instant now) {
            return new Rest(0, now, now, false, "", null, ConcurrentHashMap.newKeySet());
        }

        Rest tried() {
            return new Rest(failures, since, Instant.MAX, over, cause, first, keys);
        }

        Rest ended() {
            return new Rest(failures, since, Instant.MAX, true, cause, null, ConcurrentHashMap.newKeySet());
        }

        String describe(Instant now) {
            return " can't be written since " + Duration.between(since, now).toSeconds() + " s: " + cause;
        }
    }

    static Place topic(String topic) {
        return new Place(topic, ALL);
    }

    /**
     * Returns the place of an event, as Kafka's own partitioner chooses it, in a topic with so many partitions; if that
     * is 0, their number is not known.
     */
    static Place of(OutboxRow event, int partitions) {
        if (event.key() == null) {
            return new Place(event.topic(), ANY);
        }
        byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
        return new Place(event.topic(), partitions == 0 ? ALL : Utils.toPositive(Utils.murmur2(key)) % partitions);
    }

    boolean isTopic() {
        return partition == ALL;
    }

    String what() {
        return isTopic() ? "it" : partition == ANY ? "events without a key" : "partition " + partition;
    }
}
