package dev.baton.runtime.channel.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows since when clients have had no answer. A client whose connections stay open and carry nothing may never find
 * another way to its cluster. Thread-safe.
 */
final class AnswerWatch<C> {

    /** Longer than a few calls of 5 s, and than Kafka needs to try each broker. */
    static final Duration TOO_LONG = Duration.ofSeconds(15);

    private final Map<C, Instant> answered = new ConcurrentHashMap<>();
    private final Clock clock;

    AnswerWatch(Clock clock) {
        this.clock = clock;
    }

    /** Begins to watch a client, which is new. */
    void add(C client) {
        answered.put(client, clock.instant());
    }

    /** Records that a watched client got an answer, whatever it says. */
    void answered(C client) {
        answered.computeIfPresent(client, (same, before) -> clock.instant());
    }

    /** Returns whether a client that has just got no answer should be replaced. */
    boolean isSilentTooLong(C client) {
        Instant last = answered.get(client);
        return last != null && clock.instant().isAfter(last.plus(TOO_LONG));
    }

    void forget(C client) {
        answered.remove(client);
    }
}
