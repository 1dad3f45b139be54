package dev.baton.triggers.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The combination of the {@code spec.delivery} of a Trigger and that of its Broker, by the rules of the Broker's class.
 *
 * @param retries the maximum number of attempts after the first one
 * @param timeout the timeout of one attempt
 * @param retryAfterMax the longest pause that a {@code Retry-After} header can cause; if it is empty or zero, the
 *     header is ignored
 * @param deadLetterSink the destination of events that could not be delivered; without it, they are dropped
 * @param structured whether events are sent in structured mode; otherwise in binary mode
 */
public record DeliverySpec(
        int retries,
        Backoff backoff,
        Duration timeout,
        Optional<Duration> retryAfterMax,
        Optional<URI> deadLetterSink,
        boolean structured) {

    /** The default of Knative's Kafka broker. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /** The spec that applies if neither the Trigger nor its Broker has one. */
    public static final DeliverySpec NONE =
            new DeliverySpec(0, Backoff.NONE, DEFAULT_TIMEOUT, Optional.empty(), Optional.empty(), false);
}
