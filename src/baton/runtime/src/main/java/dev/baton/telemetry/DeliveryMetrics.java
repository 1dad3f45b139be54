package dev.baton.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What Baton measures: {@code baton.deliveries} (events, by function and outcome), {@code baton.delivery} (the time of a
 * micro-batch, by function), {@code baton.relay.published} (events that the broker or the sink confirmed),
 * {@code baton.relay.refused} (answers of the sink that it will never take an event).
 */
@Singleton
public class DeliveryMetrics {

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts events that a delivery ended for. */
    public void outcomes(String function, String outcome, int events) {
        registry.counter("baton.deliveries", "function", function, "outcome", outcome)
                .increment(events);
    }

    /** Records how long a micro-batch took. */
    public void batch(String function, Duration time) {
        registry.timer("baton.delivery", "function", function).record(time);
    }

    /** Counts events that the sink refused. */
    public void refused(int events) {
        registry.counter("baton.relay.refused").increment(events);
    }

    /** Counts events that the broker or the sink confirmed. */
    public void published(int events) {
        registry.counter("baton.relay.published").increment(events);
    }
}
