package dev.baton.triggers.delivery;

import java.time.Duration;

/** How long a delivery waits before it is tried again. */
public record Backoff(Policy policy, Duration delay) {

    /** No pause at all: what Knative does when a delivery spec has no policy or no delay. */
    public static final Backoff NONE = new Backoff(Policy.LINEAR, Duration.ZERO);

    private static final Duration LONGEST = Duration.ofDays(365);

    /** How the pauses grow. */
    public enum Policy {
        LINEAR,
        EXPONENTIAL
    }

    /**
     * The pause after the first attempt ({@code retries} is 0) or a later one: {@code delay * retries}, or {@code delay * 2^retries}; as
     * in Knative, the first linear pause is none. At most a year.
     */
    public Duration after(int retries) {
        double factor = policy == Policy.LINEAR ? retries : Math.pow(2, retries);
        double seconds = factor * (delay.getSeconds() + delay.getNano() / 1e9);
        return seconds >= LONGEST.toSeconds() ? LONGEST : delay.multipliedBy((long) factor);
    }
}
