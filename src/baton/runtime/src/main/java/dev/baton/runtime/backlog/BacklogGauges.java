package dev.baton.runtime.backlog;

import dev.baton.runtime.telemetry.Figures.Backlog;
import dev.baton.runtime.telemetry.Figures.Name;
import dev.baton.runtime.telemetry.GaugeRows;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The gauges of what waits for functions, with the namespace of the function and not that of the process. */
@Singleton
class BacklogGauges {

    private record Shown(GaugeRows rows, ToDoubleFunction<Backlog> value) {}

    private final List<Shown> shown;

    BacklogGauges(Meters meters) {
        this.shown = List.of(
                new Shown(meters.rows(Metric.PARKED_KEYS), Backlog::keys),
                new Shown(meters.rows(Metric.PARKED_TOO_LONG), Backlog::tooLong),
                new Shown(meters.rows(Metric.PARKED_OLDEST), Backlog::oldestSeconds),
                new Shown(meters.rows(Metric.RETRY_DUE), Backlog::due),
                new Shown(meters.rows(Metric.RETRY_OVERDUE), Backlog::overdue),
                new Shown(meters.rows(Metric.DEAD_LETTERS), Backlog::deadLetters));
    }

    void show(Map<Name, Backlog> found) {
        for (Shown each : shown) {
            Map<List<String>, Double> values = new HashMap<>();
            found.forEach((name, backlog) -> values.put(
                    List.of(name.namespace(), name.function()), each.value().applyAsDouble(backlog)));
            each.rows().set(values);
        }
    }
}
