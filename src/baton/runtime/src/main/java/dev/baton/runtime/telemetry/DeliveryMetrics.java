package dev.baton.runtime.telemetry;

import dev.baton.runtime.catalog.BatonModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures what deliveries and the relay do: the metrics {@code baton.delivery.*} and {@code baton.relay.*}. Its meters
 * exist before anything is counted, because Prometheus does not see a counter's way from nothing to 1.
 */
@Singleton
public class DeliveryMetrics {

    private static final List<String> USUAL_OUTCOMES = List.of("handled", "rejected", "failed");

    private record Batches(Timer times, DistributionSummary sizes) {}

    private final Meters meters;
    private final Figures figures;
    private final Map<List<String>, Counter> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Batches> batches = new ConcurrentHashMap<>();
    private final Counter published;
    private final Counter refused;
    private final Batches relayed;

    DeliveryMetrics(Meters meters, Figures figures, BatonModel model) {
        this.meters = meters;
        this.figures = figures;
        this.published = meters.counter(Metric.RELAY_PUBLISHED);
        this.refused = meters.counter(Metric.RELAY_REFUSED);
        this.relayed = new Batches(meters.timer(Metric.RELAY_TIME), meters.sizes(Metric.RELAY_EVENTS));
        model.functions().forEach(function -> {
            batches(function.name());
            USUAL_OUTCOMES.forEach(outcome -> outcomes(function.name(), outcome));
        });
    }

    /** Counts events whose delivery ended with this outcome. */
    public void outcomes(String function, String outcome, int events) {
        outcomes(function, outcome).increment(events);
        figures.delivered(function, outcome, events);
    }

    /** Records how many events a micro-batch had, and how long it took. */
    public void batch(String function, int events, Duration time) {
        Batches own = batches(function);
        own.times().record(time);
        own.sizes().record(events);
    }

    /** Counts events that the sink rejected. */
    public void refused(int events) {
        refused.increment(events);
    }

    /** Counts events that the broker or the sink confirmed in one round. */
    public void published(int events) {
        if (events > 0) {
            published.increment(events);
            figures.published(events);
            relayed.sizes().record(events);
        }
    }

    /** Records the time from a commit until its events were published. */
    public void relayed(Duration time) {
        relayed.times().record(time);
    }

    private Counter outcomes(String function, String outcome) {
        return outcomes.computeIfAbsent(
                List.of(function, outcome), any -> meters.counter(Metric.DELIVERIES, function, outcome));
    }

    private Batches batches(String function) {
        return batches.computeIfAbsent(
                function,
                any -> new Batches(
                        meters.timer(Metric.DELIVERY, function), meters.sizes(Metric.DELIVERY_EVENTS, function)));
    }
}
