package dev.baton.runtime.telemetry;

import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What Baton measures: {@code baton.deliveries} (events, by function and outcome), {@code baton.delivery} (the time of a
 * micro-batch, by function), {@code baton.relay.published} (events that the broker or the sink confirmed),
 * {@code baton.relay.refused} (answers of the sink that it will never take an event).
 */
@Singleton
public class DeliveryMetrics {

    private final Meters meters;

    DeliveryMetrics(Meters meters) {
        this.meters = meters;
    }

    /** Counts events that a delivery ended for. */
    public void outcomes(String function, String outcome, int events) {
        meters.count("baton.deliveries", events, "function", function, "outcome", outcome);
    }

    /** Records how long a micro-batch took. */
    public void batch(String function, Duration time) {
        meters.timer("baton.delivery", "function", function).record(time);
    }

    /** Counts events that the sink refused. */
    public void refused(int events) {
        meters.count("baton.relay.refused", events);
    }

    /** Counts events that the broker or the sink confirmed. */
    public void published(int events) {
        meters.count("baton.relay.published", events);
    }
}
