package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.memory.HeapShare;
import dev.baton.runtime.retry.RetryTerms;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;

/** Makes the settings of a function's lanes, which are the same for all channels. */
@Singleton
public class LaneSettings {

    /**
     * Keeps micro-batches of large messages small, because each message is in memory several times during its delivery.
     */
    private static final HeapShare BATCH_BYTES = new HeapShare(256, 64 * 1024, 1024 * 1024);

    private final Deliveries deliveries;
    private final DeliveryContexts contexts;
    private final RetryTerms terms;
    private final int batchSize;
    private final long batchBytes;

    LaneSettings(Deliveries deliveries, DeliveryContexts contexts, RetryTerms terms, BatonConfig config) {
        this.deliveries = deliveries;
        this.contexts = contexts;
        this.terms = terms;
        this.batchSize = config.delivery().batchSize();
        this.batchBytes =
                config.delivery().batchBytes().map(MemorySize::asLongValue).orElseGet(BATCH_BYTES::here);
    }

    public Lane.Setting of(BatonFunction function) {
        return new Lane.Setting(
                function, deliveries, contexts, terms.of(function.name()).backoffInPlace(), batchSize, batchBytes);
    }
}
