package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.Resting;
import dev.baton.runtime.relay.Resting.Lane;
import dev.baton.runtime.relay.kafka.Place.Rest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The topics and partitions that can't be written. Each is left alone for a while. Then it is tried separately, so that
 * no other event waits for it, and publishing to it resumes once that works. Thread-safe.
 */
final class RestingPlaces {

    private static final Backoff BACKOFF = Backoff.of(Duration.ofMillis(500), Duration.ofSeconds(2));

    /** The number of keys of a partition that rest one by one. Beyond it, the whole topic rests. */
    private static final int MOST_KEYS = 10_000;

    /** How long a broker that works may need for an event, even during a failover or a long garbage collection. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(20);

    /** After this time, what is known of a place that can be written again is forgotten. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** Tries a topic. */
    interface Trial {

        /**
         * Returns how long the broker took. Fails if the topic can't be written. Must not block.
         *
         * @param first the first event that waits; null if it is enough that the topic is there
         */
        CompletionStage<Duration> of(String topic, @Nullable OutboxRow first);
    }

    private final Map<Place, Rest> rests = new ConcurrentHashMap<>();
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
    private final Trial trial;
    private final Clock clock;

    RestingPlaces(Trial trial, Clock clock) {
        this.trial = trial;
        this.clock = clock;
    }

    /** Returns what to leave alone now, and tries the places whose pause has ended. */
    Resting now() {
        if (rests.isEmpty()) {
            return Resting.NOTHING;
        }
        Instant now = clock.instant();
        Set<String> topics = new HashSet<>();
        Set<Lane> lanes = new HashSet<>();
        rests.forEach((place, rest) -> {
            if (!rest.over()) {
                if (place.isTopic() || rest.keys().size() > MOST_KEYS) {
                    topics.add(place.topic());
                } else {
                    rest.keys().forEach(key -> lanes.add(new Lane(place.topic(), key)));
                }
            }
            if (rest.triedAt().isBefore(now)) {
                next(place, rest);
            }
        });
        return new Resting(false, topics, Set.of(), lanes);
    }

    /** Tries a place, or forgets it, for example because another relay has published its events. */
    private void next(Place place, Rest rest) {
        if (rest.over()) {
            rests.remove(place, rest);
        } else if (rests.replace(place, rest, rest.tried())) {
            tryOut(place, rest.first());
        }
    }

    /**
     * Returns how long to wait for the next confirmation: 3 s, or twice the time that the broker needs for a place that
     * got stuck again after a trial had worked, 20 s at most.
     */
    Duration patience() {
        Duration needed = rests.values().stream().map(Rest::needs).reduce(Duration.ZERO, RestingPlaces::longer);
        Duration longest = longer(needed.multipliedBy(2), PATIENCE);
        return longest.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : longest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Returns whether the event belongs to a partition that rests. Its key then rests, too. */
    boolean rests(OutboxRow event) {
        if (rests.isEmpty()) {
            return false;
        }
        Rest rest = rests.get(Place.of(event, partitions.getOrDefault(event.topic(), 0)));
        if (rest == null || rest.over()) {
            return false;
        }
        rest.keys().add(event.orderKey());
        return true;
    }

    /** Returns a partition for an event without a key; empty if Kafka may choose any. */
    OptionalInt partitionFor(OutboxRow event) {
        if (event.key() != null || rests.isEmpty()) {
            return OptionalInt.empty();
        }
        int count = partitions.getOrDefault(event.topic(), 0);
        int[] working = IntStream.range(0, count)
                .filter(partition -> !rests.containsKey(new Place(event.topic(), partition)))
                .toArray();
        return working.length == count || working.length == 0
                ? OptionalInt.empty()
                : OptionalInt.of(working[Math.floorMod(event.orderKey().hashCode(), working.length)]);
    }

    /**
     * Lets a topic rest.
     *
     * @param first the event with which to try it; null if it is enough that the topic is there
     */
    void failed(String topic, @Nullable OutboxRow first, String cause) {
        rest(Place.topic(topic), first, cause);
    }

    /**
     * Lets the partition of an event rest, which was not confirmed.
     *
     * @param count the number of partitions of the topic
     */
    Place stuck(OutboxRow event, int count, String cause) {
        partitions.put(event.topic(), count);
        Place place = Place.of(event, count);
        rest(place, event, cause);
        rests.computeIfPresent(place, (same, rest) -> {
            rest.keys().add(event.orderKey());
            return rest;
        });
        return place;
    }

    private void rest(Place place, @Nullable OutboxRow first, String cause) {
        Instant now = clock.instant();
        rests.compute(place, (same, before) -> (before == null ? Rest.first(now) : before)
                .failed(now, BACKOFF, cause, first));
    }

    /**
     * Records that the event was published to this partition.
     *
     * @param after how long that took
     */
    void published(OutboxRow event, int partition, Duration after) {
        if (!rests.isEmpty()) {
            published(Place.topic(event.topic()), after);
            published(new Place(event.topic(), partition), after);
            if (event.key() == null) {
                published(Place.of(event, 0), after);
            }
        }
    }

    /** Forgets a place, unless the broker is still so slow that the next round might be given up. */
    private void published(Place place, Duration after) {
        boolean late = after.multipliedBy(2).compareTo(PATIENCE) > 0;
        Instant forgotten = clock.instant().plus(REMEMBERED);
        rests.computeIfPresent(place, (same, rest) -> late && rest.slow() ? rest.published(after, forgotten) : null);
    }

    /** Returns the topics that rest, with what is wrong. */
    Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>();
        Instant now = clock.instant();
        rests.forEach((place, rest) -> {
            if (!rest.over()) {
                troubles.merge(place.topic(), place.what() + rest.describe(now), (one, other) -> one + "; " + other);
            }
        });
        return troubles;
    }

    /** Returns for how many seconds the topic, or a partition of it, has not been written; 0 if it can be. */
    double seconds(String topic) {
        Instant now = clock.instant();
        return rests.entrySet().stream()
                .filter(each ->
                        each.getKey().topic().equals(topic) && !each.getValue().over())
                .mapToDouble(
                        each -> Duration.between(each.getValue().since(), now).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }

    private void tryOut(Place place, @Nullable OutboxRow first) {
        try {
            trial.of(place.topic(), first).whenComplete((took, failure) -> tried(place, first, took, failure));
        } catch (Throwable e) { // the broker's name is not known, for example; nothing else would try again
            OutOfMemory.check(e);
            rest(place, first, e.toString());
        }
    }

    private void tried(Place place, @Nullable OutboxRow first, @Nullable Duration took, @Nullable Throwable failure) {
        if (took != null) {
            Instant forgotten = clock.instant().plus(REMEMBERED);
            rests.computeIfPresent(place, (same, rest) -> rest.ended(took, forgotten));
        } else { // the relay may have published to the place meanwhile, and does not let it rest then
            Throwable cause = failure == null ? null : failure.getCause();
            String why = String.valueOf(cause == null ? failure : cause);
            Instant now = clock.instant();
            rests.computeIfPresent(place, (same, rest) -> rest.failed(now, BACKOFF, why, first));
        }
    }
}
