package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.config.BatonConfig;
import jakarta.inject.Singleton;

/** The purposes for which this process needs a Kafka broker. */
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

    /** Returns whether the functions of this process consume from Kafka. */
    boolean consumes() {
        return consumes;
    }

    /** Returns whether this process publishes the outbox to Kafka. */
    public boolean publishes() {
        return outbox && relays;
    }

    /** Returns whether the outbox is published to Kafka, by this process or by another one. */
    boolean outbox() {
        return outbox;
    }
}
