package dev.baton.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricTest {

    /** What may be a tag: names that the application or its topics have, and Baton's own words. */
    private static final Set<String> BOUNDED = Set.of("function", "outcome", "topic", "partition", "reply");

    @Test
    void everyMetricHasANameOfItsOwnAndBoundedTags() {
        assertThat(Metric.values()).extracting(Metric::prometheus).doesNotHaveDuplicates();
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(metric.id()).matches("baton(\\.[a-z]+)+");
            assertThat(BOUNDED).containsAll(metric.tags());
            assertThat(metric.description()).doesNotContain("|").doesNotEndWith(".");
        });
    }

    @Test
    void namesInPrometheusHaveTheUsualSuffixes() {
        assertThat(Stream.of(Metric.DELIVERIES, Metric.DELIVERY, Metric.DELIVERY_EVENTS, Metric.OUTBOX_OLDEST)
                        .map(Metric::prometheus))
                .containsExactly(
                        "baton_deliveries_total",
                        "baton_delivery_seconds",
                        "baton_delivery_events",
                        "baton_outbox_oldest_seconds");
    }
}
