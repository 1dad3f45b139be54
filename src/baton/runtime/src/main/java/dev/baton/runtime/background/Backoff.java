package dev.baton.runtime.background;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Exponential backoff with jitter. The pause doubles with each attempt up to the longest pause. A random part of it, up
 * to a half, is left out, so that events that failed together are not retried together.
 *
 * @param first the pause after the first attempt
 * @param longest the longest pause
 * @param random numbers from 0 (inclusive) to 1 (exclusive)
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) {

    /** Returns a backoff with real randomness. */
    public static Backoff of(Duration first, Duration longest) {
        return new Backoff(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Returns the pause after this attempt, counted from 1. */
    public Duration after(int attempt) {
        double doubled = first.toMillis() * Math.pow(2, Math.max(0, attempt - 1));
        double bounded = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - random.getAsDouble() / 2)));
    }
}
