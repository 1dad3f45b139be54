package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.Backoff;
import dev.baton.triggers.delivery.BrokerClass;
import dev.baton.triggers.delivery.DeliverySpec;
import java.util.Optional;

/**
 * The delivery of a Trigger of a Broker of class MTChannelBasedBroker: its own spec, or the Broker's if it has none.
 * Only the dead letter sink of the Broker also counts for a Trigger that has a spec without one.
 */
final class ChannelDelivery {

    private ChannelDelivery() {}

    static DeliverySpec of(Optional<DeliverySettings> trigger, Optional<DeliverySettings> broker) {
        return trigger.or(() -> broker)
                .map(spec -> new DeliverySpec(
                        spec.retry().orElse(0),
                        backoff(spec),
                        spec.timeout().orElse(DeliverySpec.DEFAULT_TIMEOUT),
                        spec.retryAfterMax(),
                        spec.deadLetterSink().or(() -> broker.flatMap(DeliverySettings::deadLetterSink)),
                        trigger.map(DeliverySettings::structured).orElse(false)))
                .orElse(DeliverySpec.NONE);
    }

    /** Without a policy or without a delay there is no pause. */
    private static Backoff backoff(DeliverySettings spec) {
        return spec.policy().isEmpty() || spec.delay().isEmpty()
                ? Backoff.NONE
                : new Backoff(spec.policy().get(), spec.delay().get(), BrokerClass.MT_CHANNEL.firstRetry());
    }
}
