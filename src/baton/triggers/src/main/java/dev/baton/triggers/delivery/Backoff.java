package dev.baton.triggers.delivery;

import java.time.Duration;

/**
 * The pauses between the attempts of a delivery.
 *
 * @param first the number with which the first retry enters the formula: see {@link BrokerClass#firstRetry}
 */
public record Backoff(Policy policy, Duration delay, int first) {

    /** No pause. */
    public static final Backoff NONE = new Backoff(Policy.LINEAR, Duration.ZERO, 0);

    private static final Duration LONGEST = Duration.ofDays(365);

    /** The growth of the pauses. */
    public enum Policy {
        LINEAR,
        EXPONENTIAL
    }

    /**
     * Returns the pause after the first attempt ({@code retries} is 0) or a later one: {@code delay * n} or
     * {@code delay * 2^n} with {@code n = first + retries}, at most 365 days.
     */
    public Duration after(int retries) {
        double count = (double) first + retries;
        double factor = policy == Policy.LINEAR ? count : Math.pow(2, count);
        double seconds = factor * (delay.getSeconds() + delay.getNano() / 1e9);
        return seconds >= LONGEST.toSeconds() ? LONGEST : delay.multipliedBy((long) factor);
    }
}
