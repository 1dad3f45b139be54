package dev.baton.runtime.telemetry;

import dev.baton.runtime.catalog.BatonModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/**
 * Creates Baton's meters, each with the tag {@code namespace}. A {@code MeterFilter} would be too late for some of
 * them, because Quarkus sets filters only after the first beans are created.
 */
@Singleton
public class Meters {

    private final MeterRegistry registry;
    private final Tags namespace;

    Meters(MeterRegistry registry, BatonModel model) {
        this.registry = registry;
        this.namespace = Tags.of("namespace", model.namespace());
    }

    /** Adds to a counter. */
    public void count(String name, double amount, String... tags) {
        registry.counter(name, namespace.and(tags)).increment(amount);
    }

    public Timer timer(String name, String... tags) {
        return registry.timer(name, namespace.and(tags));
    }

    /** Begins to measure a time, which ends with {@link Timer.Sample#stop} and one of the timers. */
    public Timer.Sample begin() {
        return Timer.start(registry);
    }

    /** Registers a gauge that shows a value for as long as its object exists. */
    public <T> void gauge(String name, T of, ToDoubleFunction<T> value, String... tags) {
        registry.gauge(name, namespace.and(tags), of, value);
    }
}
