package dev.baton.triggers.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code spec.delivery} of a Trigger, or of its Broker when the Trigger has none.
 *
 * @param retries how often a delivery is repeated after its first attempt
 * @param timeout for one attempt
 * @param retryAfterMax how long a {@code Retry-After} may make it wait; without it, or when it is zero, the header is not looked at
 * @param deadLetterSink where events go that could not be delivered; without it they are dropped
 * @param structured whether events are sent in structured mode; else in binary mode
 */
public record DeliverySpec(
        int retries,
        Backoff backoff,
        Duration timeout,
        Optional<Duration> retryAfterMax,
        Optional<URI> deadLetterSink,
        boolean structured) {

    /** What Knative's Kafka broker takes when nothing is set. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /** Neither the Trigger nor its Broker says anything. */
    public static final DeliverySpec NONE =
            new DeliverySpec(0, Backoff.NONE, DEFAULT_TIMEOUT, Optional.empty(), Optional.empty(), false);
}
