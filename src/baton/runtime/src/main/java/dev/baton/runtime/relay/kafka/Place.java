package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.background.Backoff;
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
     * The state of a place that can't be written.
     *
     * @param failures the number of failures since something was published to the place
     * @param since the time of the first of them
     * @param triedAt the time of the next attempt or, after an attempt that succeeded, the time when the place is forgotten
     * @param worked the number of attempts that succeeded since something was published to the place
     * @param took how long the last of them, or the last event that was published, took; zero while the place rests
     * @param first the event with which the place is tried
     * @param keys the keys that wait; events without a key are compared by their ids
     */
    record Rest(
            int failures,
            Instant since,
            Instant triedAt,
            int worked,
            Duration took,
            String cause,
            @Nullable OutboxRow first,
            Set<String> keys) {

        static Rest first(Instant now) {
            return new Rest(0, now, now, 0, Duration.ZERO, "", null, ConcurrentHashMap.newKeySet());
        }

        Rest failed(Instant now, Backoff backoff, String why, @Nullable OutboxRow with) {
            int more = failures + 1;
            return new Rest(more, since, now.plus(backoff.after(more)), worked, Duration.ZERO, why, with, keys);
        }

        Rest tried() {
            return new Rest(failures, since, Instant.MAX, worked, took, cause, first, keys);
        }

        Rest ended(Duration after, Instant forgotten) {
            return new Rest(failures, since, forgotten, worked + 1, after, cause, null, ConcurrentHashMap.newKeySet());
        }

        Rest published(Duration after, Instant forgotten) {
            return new Rest(0, since, forgotten, worked, after, cause, null, ConcurrentHashMap.newKeySet());
        }

        /** Returns whether a trial worked, so that events are sent again. */
        boolean over() {
            return !took.isZero();
        }

        /** Returns whether the place got stuck again after a trial had worked, because the broker needs longer. */
        boolean slow() {
            return worked > 1;
        }

        /**
         * Returns how long the broker needs for an event of the place; zero if that is not known. A first trial does
         * not tell, because it may have waited for the end of an outage.
         */
        Duration needs() {
            return slow() ? took : Duration.ZERO;
        }

        String describe(Instant now) {
            return " can't be written (for " + Duration.between(since, now).toSeconds() + " s so far): " + cause;
        }
    }

    static Place topic(String topic) {
        return new Place(topic, ALL);
    }

    /**
     * Returns the place of an event, as Kafka's own partitioner chooses it.
     *
     * @param partitions the number of partitions of the event's topic, or 0 if it is not known
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
