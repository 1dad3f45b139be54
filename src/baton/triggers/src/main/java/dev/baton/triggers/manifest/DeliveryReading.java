package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.Backoff;
import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.delivery.IsoDuration;
import dev.baton.triggers.manifest.Manifests.Delivery;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reader of the delivery spec of a Trigger or a Broker. */
final class DeliveryReading {

    private final DestinationReading destinations;

    DeliveryReading(DestinationReading destinations) {
        this.destinations = destinations;
    }

    /** @param delivery may be null */
    DeliverySpec read(@Nullable Delivery delivery, Place place) {
        if (delivery == null) {
            return DeliverySpec.NONE;
        }
        return new DeliverySpec(
                retries(delivery, place.at("retry")),
                backoff(delivery, place),
                timeout(delivery, place.at("timeout")),
                duration(delivery.retryAfterMax(), place.at("retryAfterMax")),
                Optional.ofNullable(delivery.deadLetterSink())
                        .map(sink -> destinations.read(sink, place.at("deadLetterSink"))),
                "json".equals(oneOf(Set.of("json", "binary"), delivery.format(), place.at("format"))));
    }

    private static int retries(Delivery delivery, Place place) {
        int retries = delivery.retry() == null ? 0 : delivery.retry();
        if (retries < 0) {
            throw place.wrong("must not be negative but was " + retries);
        }
        return retries;
    }

    private static Backoff backoff(Delivery delivery, Place place) {
        String policy = oneOf(Set.of("linear", "exponential"), delivery.backoffPolicy(), place.at("backoffPolicy"));
        Optional<Duration> delay = duration(delivery.backoffDelay(), place.at("backoffDelay"));
        return policy == null || delay.isEmpty()
                ? Backoff.NONE
                : new Backoff(Backoff.Policy.valueOf(policy.toUpperCase(Locale.ROOT)), delay.get());
    }

    private static Duration timeout(Delivery delivery, Place place) {
        Duration timeout = duration(delivery.timeout(), place).orElse(DeliverySpec.DEFAULT_TIMEOUT);
        if (timeout.isZero()) {
            throw place.wrong("must be longer than zero");
        }
        return timeout;
    }

    private static @Nullable String oneOf(Set<String> known, @Nullable String value, Place place) {
        if (value != null && !known.contains(value)) {
            throw place.wrong("must be one of %s but was '%s'"
                    .formatted(known.stream().sorted().toList(), value));
        }
        return value;
    }

    private static Optional<Duration> duration(@Nullable String text, Place place) {
        try {
            return Optional.ofNullable(text).map(IsoDuration::parse);
        } catch (IllegalArgumentException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }
}
