package dev.baton.runtime.retry;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.delivery.Wiring;

/** Always lets as many parked events be delivered together as possible, however long deliveries take. */
public final class LargestRuns extends RunSizes {

    private LargestRuns(BatonConfig config) {
        super(config);
    }

    public static void in(Wiring wiring, BatonConfig config) {
        wiring.with(RunSizes.class, new LargestRuns(config));
    }

    @Override
    RunSize first(int largest) {
        return new RunSize(largest, largest);
    }
}
