package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.retry.RetryTerms;
import jakarta.inject.Singleton;

/** Makes the settings of a function's lanes, which are the same for all channels. */
@Singleton
public class LaneSettings {

    private final Deliveries deliveries;
    private final DeliveryContexts contexts;
    private final RetryTerms terms;
    private final int batchSize;

    LaneSettings(Deliveries deliveries, DeliveryContexts contexts, RetryTerms terms, BatonConfig config) {
        this.deliveries = deliveries;
        this.contexts = contexts;
        this.terms = terms;
        this.batchSize = config.delivery().batchSize();
    }

    public Lane.Setting of(BatonFunction function) {
        return new Lane.Setting(
                function, deliveries, contexts, terms.of(function.name()).backoffInPlace(), batchSize);
    }
}
