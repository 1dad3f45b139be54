package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/**
 * The topics that nothing could be published to a moment ago. Each is left alone for a while and then asked for, aside: the producer
 * would wait for one that is missing, and keep all others waiting. It is published to again once it is found. Thread-safe.
 */
final class RestingTopics {

    private static final Backoff BACKOFF = Backoff.of(Duration.ofMillis(500), Duration.ofSeconds(2));

    /**
     * What is known of a topic.
     *
     * @param failures since something was published to it
     * @param askedAt when it is asked for
     * @param found whether it was, and so is tried
     */
    private record Rest(int failures, Instant askedAt, boolean found) {

        Rest asked() {
            return new Rest(failures, Instant.MAX, false);
        }

        Rest over() {
            return new Rest(failures, Instant.MAX, true);
        }
    }

    private final Map<String, Rest> topics = new ConcurrentHashMap<>();
    private final Function<String, CompletionStage<?>> ask;
    private final Clock clock;

    /** @param ask asks the broker for a topic, and fails when it is missing or forbidden; must not block */
    RestingTopics(Function<String, CompletionStage<?>> ask, Clock clock) {
        this.ask = ask;
        this.clock = clock;
    }

    /** The topics to leave alone now. */
    Set<String> now() {
        Instant now = clock.instant();
        Set<String> resting = new HashSet<>();
        topics.forEach((topic, rest) -> {
            if (!rest.found()) {
                resting.add(topic);
            }
            if (rest.askedAt().isBefore(now) && topics.replace(topic, rest, rest.asked())) {
                askFor(topic);
            }
        });
        return resting;
    }

    void failed(String topic) {
        topics.compute(topic, (name, before) -> {
            int failures = before == null ? 1 : before.failures() + 1;
            return new Rest(failures, clock.instant().plus(BACKOFF.after(failures)), false);
        });
    }

    void published(String topic) {
        if (!topics.isEmpty()) {
            topics.remove(topic);
        }
    }

    private void askFor(String topic) {
        try {
            ask.apply(topic).whenComplete((found, failure) -> answered(topic, failure));
        } catch (KafkaException e) { // the broker's name is not known, for example
            failed(topic);
        }
    }

    private void answered(String topic, Throwable failure) {
        if (failure == null) {
            topics.computeIfPresent(topic, (name, rest) -> rest.over());
        } else {
            failed(topic);
        }
    }
}
