package dev.baton.kafka;

import dev.baton.config.BatonConfig;
import dev.baton.routing.BatonFunction;
import dev.baton.routing.BatonModel;
import jakarta.inject.Singleton;
import java.util.List;

/** What this process needs a broker for. */
@Singleton
class KafkaUse {

    private final List<String> readers;
    private final boolean consumes;
    private final boolean relays;
    private final boolean outbox;

    KafkaUse(ChannelSettings channels, BatonModel model, BatonConfig config) {
        boolean sink = config.relay().sink().isPresent();
        this.readers = model.functions().isEmpty()
                ? List.of(BatonChannels.REPLIES)
                : model.functions().stream().map(BatonFunction::name).toList();
        this.consumes = config.kafka()
                .enabled()
                .orElseGet(() -> !sink || readers.stream().anyMatch(channels::namesBroker));
        this.outbox = !sink;
        this.relays = config.relay().enabled();
    }

    /** Whether its functions consume from Kafka. */
    boolean consumes() {
        return consumes;
    }

    /**
     * The incoming channels that this process may read: those of its functions, else that of replies; none where it
     * does not consume.
     */
    List<String> readers() {
        return consumes ? readers : List.of();
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
