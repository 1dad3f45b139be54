package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.config.BatonConfig;
import jakarta.inject.Singleton;

/** What this process needs a broker for. */
@Singleton
public class KafkaUse {

    private final boolean consumes;
    private final boolean relays;
    private final boolean outbox;

    KafkaUse(BatonConfig config) {
        this.consumes = config.kafka().enabled();
        this.outbox = config.relay().sink().isEmpty();
        this.relays = config.relay().enabled();
    }

    /** Whether its functions consume from Kafka. */
    boolean consumes() {
        return consumes;
    }

    /** Whether it publishes the outbox to Kafka. */
    public boolean publishes() {
        return outbox && relays;
    }

    /** Whether the outbox is published to Kafka, by this process or by another one. */
    boolean outbox() {
        return outbox;
    }
}
