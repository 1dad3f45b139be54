package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.Backoff;
import dev.baton.triggers.delivery.BrokerClass;
import dev.baton.triggers.delivery.DeliverySpec;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The delivery of a Trigger of a Broker of class Kafka: its own fields, and those of the Broker for the fields that it
 * does not have. {@code retryAfterMax} and {@code format} have no effect in this class.
 */
final class KafkaDelivery {

    /** The delay of a spec that has retries but no {@code backoffDelay}. */
    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(1);

    private KafkaDelivery() {}

    /** The fields of one spec. Zero means that a field is not set. */
    private record Fields(
            int retries, Backoff.Policy policy, Duration delay, Duration timeout, Optional<URI> deadLetterSink) {

        /** Returns empty for a spec with nothing but a backoff, which this class of Broker ignores. */
        static Optional<Fields> of(DeliverySettings spec) {
            if (spec.deadLetterSink().isEmpty()
                    && spec.retry().isEmpty()
                    && spec.timeout().isEmpty()) {
                return Optional.empty();
            }
            boolean retries = spec.retry().isPresent();
            return Optional.of(new Fields(
                    spec.retry().orElse(0),
                    retries ? spec.policy().orElse(Backoff.Policy.EXPONENTIAL) : Backoff.Policy.EXPONENTIAL,
                    retries ? spec.delay().orElse(DEFAULT_DELAY) : Duration.ZERO,
                    spec.timeout().orElse(Duration.ZERO),
                    spec.deadLetterSink()));
        }

        /** The policy is the exception: it is not merged. */
        Fields orElse(Fields other) {
            return new Fields(
                    retries == 0 ? other.retries : retries,
                    policy,
                    delay.isZero() ? other.delay : delay,
                    timeout.isZero() ? other.timeout : timeout,
                    deadLetterSink.or(other::deadLetterSink));
        }

        DeliverySpec spec() {
            return new DeliverySpec(
                    retries,
                    new Backoff(policy, delay, BrokerClass.KAFKA.firstRetry()),
                    timeout.isZero() ? DeliverySpec.DEFAULT_TIMEOUT : timeout,
                    Optional.empty(),
                    deadLetterSink,
                    false);
        }
    }

    static DeliverySpec of(Optional<DeliverySettings> trigger, Optional<DeliverySettings> broker) {
        Optional<Fields> own = trigger.flatMap(Fields::of);
        Optional<Fields> inherited = broker.flatMap(Fields::of);
        return own.map(fields -> inherited.map(fields::orElse).orElse(fields))
                .or(() -> inherited)
                .map(Fields::spec)
                .orElse(DeliverySpec.NONE);
    }
}
