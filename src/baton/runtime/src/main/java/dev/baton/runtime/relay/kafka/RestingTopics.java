package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.background.Backoff;
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
 * The topics to which publishing failed a moment ago. Each is left alone for a while. Then the broker is asked for it
 * separately, because the producer would wait for a missing topic and keep all others waiting. Publishing to the topic
 * resumes once it is found. Thread-safe.
 */
final class RestingTopics {

    private static final Backoff BACKOFF = Backoff.of(Duration.ofMillis(500), Duration.ofSeconds(2));

    /**
     * The state of a topic.
     *
     * @param failures the number of failures since something was published to the topic
     * @param askedAt when the broker is asked for the topic
     * @param found whether the topic was found, and so is tried again
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

    /** Returns the topics to leave alone now, and asks the broker for those whose pause has ended. */
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
