package dev.baton.runtime.relay.http;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.relay.http.SinkAnswer.NotNow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The pauses after which the sink may be tried again: one for each key, and one for all keys when the sink is
 * unavailable. Pauses double with each failure, and are at least as long as the sink asks for. Thread-safe.
 */
final class SinkPauses {

    /** A value that no key can have, because PostgreSQL can't store this character. */
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

    /** Returns whether all keys are paused. */
    boolean all() {
        return lasts(ALL);
    }

    /** Returns the keys that are paused individually. */
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

    /** Records that the sink did not accept an event of the key, and returns how long the sink is left alone. */
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

    /**
     * Removes the pauses that have ended. If the sink rejected the event of a key, or received it from another relay,
     * nothing else removes the key's pause.
     */
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
