package dev.baton.kafka;

import dev.baton.config.BatonConfig;
import jakarta.inject.Singleton;

/** What this process needs a broker for. */
@Singleton
class KafkaUse {

    private final boolean consumes;
    private final boolean publishes;

    KafkaUse(KafkaSettings settings, BatonConfig config) {
        boolean sink = config.relay().sink().isPresent();
        this.consumes = config.kafka().enabled().orElse(!sink || settings.present());
        this.publishes = config.relay().enabled() && !sink;
    }

    /** Whether its functions consume from Kafka. */
    boolean consumes() {
        return consumes;
    }

    boolean any() {
        return consumes || publishes;
    }
}
