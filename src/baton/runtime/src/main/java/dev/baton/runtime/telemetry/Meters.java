package dev.baton.runtime.telemetry;

import dev.baton.runtime.catalog.BatonModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates the meters of the {@linkplain Metric catalogue}, each with the tag {@code namespace}. Values of tags are
 * given in the order of {@link Metric#tags}. A {@code MeterFilter} would be too late for some meters, because Quarkus
 * sets filters only after the first beans are created.
 */
@Singleton
public class Meters {

    static final String NAMESPACE = "namespace";

    private static final Duration[] TIMES = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final double[] SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000};

    private final MeterRegistry registry;
    private final String namespace;

    Meters(MeterRegistry registry, BatonModel model) {
        this.registry = registry;
        this.namespace = model.namespace();
    }

    /** Returns the namespace of this process. */
    public String namespace() {
        return namespace;
    }

    /** Adds to a counter. */
    public void count(Metric metric, double amount, String... values) {
        counter(metric, values).increment(amount);
    }

    /** Returns a counter, which exists from now on, even if nothing is ever counted. */
    public Counter counter(Metric metric, String... values) {
        return registry.counter(metric.id(), tags(metric, values));
    }

    /** Returns a histogram of times. */
    public Timer timer(Metric metric, String... values) {
        return Timer.builder(metric.id())
                .tags(tags(metric, values))
                .serviceLevelObjectives(TIMES)
                .register(registry);
    }

    /** Returns a histogram of sizes. */
    public DistributionSummary sizes(Metric metric, String... values) {
        return DistributionSummary.builder(metric.id())
                .tags(tags(metric, values))
                .serviceLevelObjectives(SIZES)
                .register(registry);
    }

    /** Begins to measure a time, which ends with {@link Timer.Sample#stop} and one of the timers. */
    public Timer.Sample begin() {
        return Timer.start(registry);
    }

    /** Registers a gauge that shows a value for as long as its object exists. */
    public <T> void gauge(Metric metric, T of, ToDoubleFunction<T> value, String... values) {
        Gauge.builder(metric.id(), of, value)
                .tags(tags(metric, values))
                .baseUnit(unit(metric))
                .register(registry);
    }

    /** Returns a gauge for each combination of values of tags. The first of these is that of the namespace. */
    public GaugeRows rows(Metric metric) {
        List<String> names =
                Stream.concat(Stream.of(NAMESPACE), metric.tags().stream()).toList();
        return new GaugeRows(
                names, MultiGauge.builder(metric.id()).baseUnit(unit(metric)).register(registry));
    }

    private static @Nullable String unit(Metric metric) {
        return metric.unit().isEmpty() ? null : metric.unit();
    }

    private Tags tags(Metric metric, String... values) {
        if (values.length != metric.tags().size()) {
            throw new IllegalArgumentException("the metric " + metric.id() + " has the tags " + metric.tags()
                    + " but got " + values.length + " values");
        }
        return Tags.of(NAMESPACE, namespace)
                .and(IntStream.range(0, values.length)
                        .mapToObj(i -> Tag.of(metric.tags().get(i), values[i]))
                        .toList());
    }
}
