package dev.baton.runtime.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Exponential backoff with jitter: the pause doubles with each attempt up to the longest, and a random half of it is left
 * out, so that what failed together is not tried again together.
 *
 * @param first the pause behind the first attempt
 * @param longest the longest pause
 * @param random numbers from 0 (inclusive) to 1 (exclusive)
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) {

    /** With real randomness. */
    public static Backoff of(Duration first, Duration longest) {
        return new Backoff(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** The pause behind this attempt, counted from 1. */
    public Duration after(int attempt) {
        double doubled = first.toMillis() * Math.pow(2, Math.max(0, attempt - 1));
        double bounded = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - random.getAsDouble() / 2)));
    }
}
