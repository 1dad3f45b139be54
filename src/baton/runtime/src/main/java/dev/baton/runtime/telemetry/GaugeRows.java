package dev.baton.runtime.telemetry;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The gauges of one metric, one for each combination of values of its tags, which come and go. Thread-safe. */
public final class GaugeRows {

    private final List<String> names;
    private final MultiGauge gauge;
    private volatile Map<List<String>, Double> current = Map.of();

    GaugeRows(List<String> names, MultiGauge gauge) {
        this.names = names;
        this.gauge = gauge;
    }

    /** Sets all gauges, by the values of their tags. Those of other combinations end. */
    public synchronized void set(Map<List<String>, Double> rows) {
        current = Map.copyOf(rows);
        gauge.register(current.keySet().stream().map(this::row).toList(), false);
    }

    private MultiGauge.Row<?> row(List<String> values) {
        List<Tag> tags = IntStream.range(0, names.size())
                .mapToObj(i -> Tag.of(names.get(i), values.get(i)))
                .toList();
        return MultiGauge.Row.of(Tags.of(tags), values, of -> current.getOrDefault(of, Double.NaN));
    }
}
