package dev.baton.runtime.telemetry;

import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Baton's metrics: {@code baton.deliveries} (events, by function and outcome), {@code baton.delivery} (the time of a
 * micro-batch, by function), {@code baton.relay.published} (events that the broker or the sink confirmed), and
 * {@code baton.relay.refused} (responses with which the sink permanently rejected an event).
 */
@Singleton
public class DeliveryMetrics {

    private final Meters meters;

    DeliveryMetrics(Meters meters) {
        this.meters = meters;
    }

    /** Counts events whose delivery ended with this outcome. */
    public void outcomes(String function, String outcome, int events) {
        meters.count("baton.deliveries", events, "function", function, "outcome", outcome);
    }

    /** Records how long a micro-batch took. */
    public void batch(String function, Duration time) {
        meters.timer("baton.delivery", "function", function).record(time);
    }

    /** Counts events that the sink rejected. */
    public void refused(int events) {
        meters.count("baton.relay.refused", events);
    }

    /** Counts events that the broker or the sink confirmed. */
    public void published(int events) {
        meters.count("baton.relay.published", events);
    }
}
