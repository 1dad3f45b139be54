package dev.baton.runtime.retry;

import dev.baton.runtime.config.BatonConfig;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many parked events of each function are delivered together. */
@Singleton
class RunSizes {

    private final int largest;
    private final Map<String, RunSize> sizes = new ConcurrentHashMap<>();

    RunSizes(BatonConfig config) {
        this.largest = config.delivery().batchSize();
    }

    RunSize of(String function) {
        return sizes.computeIfAbsent(function, any -> first(largest));
    }

    /** Returns the size to begin with. */
    RunSize first(int largest) {
        return new RunSize(Math.min(2, largest), largest);
    }
}
