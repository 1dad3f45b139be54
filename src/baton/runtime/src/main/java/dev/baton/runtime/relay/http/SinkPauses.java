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
 * unavailable. Pauses double with each failure, and are at least as long as the sink asks for. The requests that were
 * already under way when a pause began belong to the failure that began it: if they fail, they do not count again, and
 * if they succeed, they do not end the pause. Thread-safe.
 */
final class SinkPauses {

    /** A value that no key can have, because PostgreSQL can't store this character. */
    private static final String ALL = "\0";

    private static final int MOST_KEYS = 10_000;

    private record Pause(int failures, Instant until) {

        boolean lasts(Instant now) {
            return now.isBefore(until);
        }

        /** Returns whether a request that began then was under way when the pause began. */
        boolean covers(Instant begunAt) {
            return begunAt.isBefore(until);
        }

        Pause atLeast(Instant time) {
            return time.isAfter(until) ? new Pause(failures, time) : this;
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

    /** Returns the present time, for {@link #failed} and {@link #taken}. */
    Instant now() {
        return clock.instant();
    }

    /**
     * Records that the sink accepted an event of the key.
     *
     * @param begunAt when the request began
     */
    void taken(String key, Instant begunAt) {
        end(ALL, begunAt);
        end(key, begunAt);
    }

    private void end(String paused, Instant begunAt) {
        pauses.computeIfPresent(paused, (same, pause) -> pause.covers(begunAt) ? pause : null);
    }

    /**
     * Records that the sink did not accept an event of the key, and returns how long the sink is left alone.
     *
     * @param begunAt when the request began
     */
    Duration failed(String key, NotNow answer, Instant begunAt) {
        if (pauses.size() >= MOST_KEYS) {
            forgetThoseThatAreOver();
        }
        String paused = answer.away() || pauses.size() >= MOST_KEYS ? ALL : key;
        Instant now = clock.instant();
        Pause pause = pauses.merge(paused, first(answer, now), (before, ignored) -> {
            return before.covers(begunAt) ? before.atLeast(asked(answer, now)) : next(before, answer, now);
        });
        return longer(Duration.between(now, pause.until()), Duration.ZERO);
    }

    private Pause first(NotNow answer, Instant now) {
        return next(new Pause(0, now), answer, now);
    }

    private Pause next(Pause before, NotNow answer, Instant now) {
        int failures = before.failures() + 1;
        return new Pause(failures, now.plus(backoff.after(failures))).atLeast(asked(answer, now));
    }

    /** Returns the time until which the sink asks to be left alone. */
    private static Instant asked(NotNow answer, Instant now) {
        return now.plus(answer.retryAfter().orElse(Duration.ZERO));
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
