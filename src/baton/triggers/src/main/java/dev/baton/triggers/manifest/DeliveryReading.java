package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.Backoff;
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

    DeliverySettings read(Delivery delivery, Place place) {
        return new DeliverySettings(
                retries(delivery, place.at("retry")),
                policy(delivery, place.at("backoffPolicy")),
                duration(delivery.backoffDelay(), place.at("backoffDelay")),
                timeout(delivery, place.at("timeout")),
                duration(delivery.retryAfterMax(), place.at("retryAfterMax")),
                Optional.ofNullable(delivery.deadLetterSink())
                        .map(sink -> destinations.read(sink, place.at("deadLetterSink"))),
                "json".equals(oneOf(Set.of("json", "binary"), delivery.format(), place.at("format"))));
    }

    private static Optional<Integer> retries(Delivery delivery, Place place) {
        Optional<Integer> retries = Optional.ofNullable(delivery.retry());
        retries.filter(number -> number < 0).ifPresent(number -> {
            throw place.wrong("must not be negative but was " + number);
        });
        return retries;
    }

    private static Optional<Backoff.Policy> policy(Delivery delivery, Place place) {
        return Optional.ofNullable(oneOf(Set.of("linear", "exponential"), delivery.backoffPolicy(), place))
                .map(policy -> Backoff.Policy.valueOf(policy.toUpperCase(Locale.ROOT)));
    }

    private static Optional<Duration> timeout(Delivery delivery, Place place) {
        Optional<Duration> timeout = duration(delivery.timeout(), place);
        timeout.filter(Duration::isZero).ifPresent(zero -> {
            throw place.wrong("must be longer than zero");
        });
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
