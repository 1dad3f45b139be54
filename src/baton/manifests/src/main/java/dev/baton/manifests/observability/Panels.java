package dev.baton.manifests.observability;

import dev.baton.manifests.observability.Panel.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The panels of the dashboard, by row. The first row follows an event: stored, published, polled, handled. The names of
 * functions come from labels.
 */
final class Panels {

    /** The chosen namespaces and functions. */
    private static final String CHOSEN = "namespace=~\"$namespace\", function=~\"$function\"";

    private static final String BY_FUNCTION = "{{function}}";

    /** Outcomes after which a topic continues. */
    private static final String SETTLED = "handled|duplicate|rejected|left-for-later|too-new|parked|skipped";

    private static final String LAG =
            "sum by (function) (max by (namespace, function, topic, partition) (baton_consumer_lag{" + CHOSEN + "}))";

    private Panels() {}

    static Map<String, List<Panel>> rows() {
        Map<String, List<Panel>> rows = new LinkedHashMap<>();
        rows.put("Where events wait: stored → published → polled → handled", waiting());
        rows.put("What needs a person", people());
        rows.put("How many, how fast", rates());
        rows.put("Processes", processes());
        return rows;
    }

    private static List<Panel> waiting() {
        return List.of(
                Panel.bars(
                        "Seconds until caught up, by function",
                        "The lag divided by the rate at which events are settled. The longest bar is the bottleneck.",
                        "s",
                        new Query(
                                LAG + " / (sum by (function) (rate(baton_deliveries_total{" + CHOSEN + ", outcome=~\""
                                        + SETTLED + "\"}[5m])) > 0)",
                                BY_FUNCTION)),
                Panel.lines(
                        "1. Stored, not published",
                        "Due events of the outbox, of all namespaces in the database (at most 10,000 are counted).",
                        "short",
                        new Query("max(baton_outbox_events)", "events")),
                Panel.lines(
                        "Age of the oldest stored event",
                        "How long an event has waited to be published, and how long topics have not been writable.",
                        "s",
                        new Query("max(baton_outbox_oldest_seconds)", "oldest event"),
                        new Query("max by (topic) (baton_relay_stuck) > 0", "{{topic}} stuck")),
                Panel.lines(
                        "2. Published, not settled (lag)",
                        "Events of the topic that the function has not settled.",
                        "short",
                        new Query(LAG, BY_FUNCTION)),
                Panel.lines(
                        "3. Polled, not settled",
                        "Events in the memory of processes, as far as they wait for the function.",
                        "short",
                        new Query("sum by (function) (baton_consumer_waiting{" + CHOSEN + "})", BY_FUNCTION)),
                Panel.lines(
                        "4. Waiting for a retry",
                        "Due events of the retry table, and those that have been due for more than a minute.",
                        "short",
                        new Query("max by (function) (baton_retry_due{" + CHOSEN + "})", BY_FUNCTION + " due"),
                        new Query(
                                "max by (function) (baton_retry_overdue{" + CHOSEN + "})", BY_FUNCTION + " overdue")));
    }

    private static List<Panel> people() {
        return List.of(
                Panel.lines(
                        "Dead letters",
                        "Open dead letters, by function.",
                        "short",
                        new Query("max by (function) (baton_dead_letters{" + CHOSEN + "})", BY_FUNCTION)),
                Panel.lines(
                        "Parked keys",
                        "Keys that wait behind an event that failed, and those that have waited too long.",
                        "short",
                        new Query("max by (function) (baton_parked_keys{" + CHOSEN + "})", BY_FUNCTION),
                        new Query(
                                "max by (function) (baton_parked_too_long{" + CHOSEN + "})",
                                BY_FUNCTION + " too long")),
                Panel.lines(
                        "Events that nobody takes",
                        "Due events of functions without a process, and answers with which the sink or the broker"
                                + " rejected events in 5 min.",
                        "short",
                        new Query("max by (function) (baton_retry_unattended{function=~\"$function\"})", BY_FUNCTION),
                        new Query(
                                "sum(increase(baton_relay_refused_total[5m]))", "rejected by the sink or the broker")));
    }

    private static List<Panel> rates() {
        return List.of(
                Panel.lines(
                        "Handled events per second",
                        "Events that took effect, by function.",
                        "ops",
                        new Query(
                                "sum by (function) (rate(baton_deliveries_total{" + CHOSEN
                                        + ", outcome=\"handled\"}[1m]))",
                                BY_FUNCTION)),
                Panel.lines(
                        "Other outcomes per second",
                        "Duplicates, failures, rejections and more.",
                        "ops",
                        new Query(
                                "sum by (function, outcome) (rate(baton_deliveries_total{" + CHOSEN
                                        + ", outcome!=\"handled\"}[1m])) > 0",
                                "{{function}} {{outcome}}")),
                Panel.lines(
                        "Published events per second",
                        "Events that the broker or the sink confirmed.",
                        "ops",
                        new Query("sum by (namespace) (rate(baton_relay_published_total[1m]))", "{{namespace}}")),
                Panel.lines(
                        "Time of a micro-batch (p99)",
                        "From the beginning of the delivery to its commit.",
                        "s",
                        new Query(quantile("function", "baton_delivery_seconds_bucket{" + CHOSEN + "}"), BY_FUNCTION)),
                Panel.lines(
                        "Stored → published (p50, p99)",
                        "The time from a commit until its events are confirmed.",
                        "s",
                        new Query(
                                "histogram_quantile(0.5, sum by (le) (rate(baton_relay_time_seconds_bucket[5m])))",
                                "p50"),
                        new Query(
                                "histogram_quantile(0.99, sum by (le) (rate(baton_relay_time_seconds_bucket[5m])))",
                                "p99")),
                Panel.lines(
                        "Events in a micro-batch (mean)",
                        "Batches grow under load.",
                        "short",
                        new Query(
                                "sum by (function) (rate(baton_delivery_events_sum{" + CHOSEN
                                        + "}[5m])) / sum by (function)" + " (rate(baton_delivery_events_count{" + CHOSEN
                                        + "}[5m]))",
                                BY_FUNCTION),
                        new Query(
                                "sum(rate(baton_relay_events_sum[5m])) / sum(rate(baton_relay_events_count[5m]))",
                                "a round of the relay")));
    }

    private static List<Panel> processes() {
        return List.of(
                Panel.lines(
                        "Consuming processes",
                        "Processes in which the function has its place in its consumer group, and paused partitions.",
                        "short",
                        new Query("sum by (function) (baton_consumer_ready{" + CHOSEN + "})", BY_FUNCTION),
                        new Query(
                                "sum by (function) (baton_consumer_paused{" + CHOSEN + "}) > 0",
                                BY_FUNCTION + " paused partitions")),
                Panel.lines(
                        "Deliveries",
                        "Deliveries that run, and those that wait because as many run as may run at once.",
                        "short",
                        new Query("sum by (namespace) (baton_deliveries_running)", "{{namespace}} running"),
                        new Query("sum by (namespace) (baton_deliveries_waiting)", "{{namespace}} waiting")),
                Panel.lines(
                        "Requests with events",
                        "Requests that are being read or handled.",
                        "short",
                        new Query("sum by (namespace) (baton_http_requests)", "{{namespace}}")));
    }

    private static String quantile(String by, String buckets) {
        return "histogram_quantile(0.99, sum by (" + by + ", le) (rate(" + buckets + "[5m])))";
    }
}
