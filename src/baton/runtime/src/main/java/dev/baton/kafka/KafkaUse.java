package dev.baton.kafka;

import dev.baton.config.BatonConfig;
import dev.baton.routing.BatonModel;
import jakarta.inject.Singleton;

/** What this process needs a broker for. */
@Singleton
class KafkaUse {

    private final boolean consumes;
    private final boolean relays;
    private final boolean outbox;

    KafkaUse(ChannelSettings channels, BatonModel model, BatonConfig config) {
        boolean sink = config.relay().sink().isPresent();
        this.consumes = config.kafka()
                .enabled()
                .orElseGet(() -> !sink
                        || model.functions().stream().anyMatch(function -> channels.namesBroker(function.name())));
        this.outbox = !sink;
        this.relays = config.relay().enabled();
    }

    /** Whether its functions consume from Kafka. */
    boolean consumes() {
        return consumes;
    }

    /** Whether it publishes the outbox to Kafka. */
    boolean publishes() {
        return outbox && relays;
    }

    /** Whether the outbox is published to Kafka, by this process or by another one. */
    boolean outbox() {
        return outbox;
    }

    boolean any() {
        return consumes || publishes();
    }
}
