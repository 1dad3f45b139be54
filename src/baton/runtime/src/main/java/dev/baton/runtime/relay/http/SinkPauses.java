package dev.baton.runtime.relay.http;

import dev.baton.runtime.relay.http.SinkAnswer.NotNow;
import dev.baton.runtime.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * When the sink may be tried again: each key for itself, and all of them when the sink is away. Pauses double with each failure, and
 * are at least as long as the sink asks for. Thread-safe.
 */
final class SinkPauses {

    /** No key: PostgreSQL stores no such character. */
    private static final String ALL = "\0";

    private static final int MOST_KEYS = 10_000;

    private record Pause(int failures, Instant until) {

        boolean lasts(Instant now) {
            return now.isBefore(until);
        }
    }

    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final Backoff backoff;
    private final Clock clock;

    SinkPauses(Backoff backoff, Clock clock) {
        this.backoff = backoff;
        this.clock = clock;
    }

    boolean paused(String key) {
        return all() || lasts(key);
    }

    /** Whether all keys are paused. */
    boolean all() {
        return lasts(ALL);
    }

    /** Those that are paused for themselves. */
    Set<String> keys() {
        Instant now = clock.instant();
        return pauses.entrySet().stream()
                .filter(pause -> !pause.getKey().equals(ALL) && pause.getValue().lasts(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    void taken(String key) {
        pauses.remove(ALL);
        pauses.remove(key);
    }

    /** The sink did not take an event of the key; says how long it is left alone. */
    Duration failed(String key, NotNow answer) {
        if (pauses.size() >= MOST_KEYS) {
            forgetThoseThatAreOver();
        }
        String paused = answer.away() || pauses.size() >= MOST_KEYS ? ALL : key;
        Pause before = pauses.get(paused);
        int failures = before == null ? 1 : before.failures() + 1;
        Duration pause = longer(backoff.after(failures), answer.retryAfter().orElse(Duration.ZERO));
        pauses.put(paused, new Pause(failures, clock.instant().plus(pause)));
        return pause;
    }

    /** Those of keys that the sink has refused, or has got from another relay, end no other way. */
    private void forgetThoseThatAreOver() {
        Instant now = clock.instant();
        pauses.values().removeIf(pause -> !pause.lasts(now));
    }

    private boolean lasts(String key) {
        Pause pause = pauses.get(key);
        return pause != null && pause.lasts(clock.instant());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
