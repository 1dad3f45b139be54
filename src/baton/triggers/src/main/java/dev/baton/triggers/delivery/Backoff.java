package dev.baton.triggers.delivery;

import java.time.Duration;

/** The pauses between the attempts of a delivery. */
public record Backoff(Policy policy, Duration delay) {

    /** No pause, as in Knative if a delivery spec has no policy or no delay. */
    public static final Backoff NONE = new Backoff(Policy.LINEAR, Duration.ZERO);

    private static final Duration LONGEST = Duration.ofDays(365);

    /** The growth of the pauses. */
    public enum Policy {
        LINEAR,
        EXPONENTIAL
    }

    /**
     * Returns the pause after the first attempt ({@code retries} is 0) or a later one: {@code delay * retries} or
     * {@code delay * 2^retries}, at most 365 days. As in Knative, the first linear pause is zero.
     */
    public Duration after(int retries) {
        double factor = policy == Policy.LINEAR ? retries : Math.pow(2, retries);
        double seconds = factor * (delay.getSeconds() + delay.getNano() / 1e9);
        return seconds >= LONGEST.toSeconds() ? LONGEST : delay.multipliedBy((long) factor);
    }
}
