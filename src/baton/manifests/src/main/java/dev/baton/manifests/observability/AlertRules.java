package dev.baton.manifests.observability;

import java.util.List;
import java.util.Locale;

/**
 * The alert rules. Several processes may tell of the same rows or partitions, so gauges are compared with {@code max}.
 * What a rule means, and what to do, is in docs/operations.md.
 */
final class AlertRules {

    private static final String FUNCTION = "{{ $labels.function }} of {{ $labels.namespace }}";

    private static final String LAG = "max by (namespace, function, topic, partition) (baton_consumer_lag)";

    private static final String GROWTH =
            "max by (namespace, function, topic, partition) (deriv(baton_consumer_lag[10m]))";

    private static final String SETTLED =
            "outcome=~\"handled|duplicate|rejected|left-for-later|too-new|parked|skipped\"";

    private static final List<Alert> ALERTS = List.of(
            Alert.critical(
                    "BatonNotScraped",
                    "5m",
                    "absent(baton_relay_published_total)",
                    "Prometheus gets metrics of no process of Baton."),
            Alert.critical(
                    "BatonConsumerNotReady",
                    "5m",
                    "max by (namespace, function) (baton_consumer_ready) == 0",
                    "No process of " + FUNCTION + " has its place in its consumer group."),
            Alert.critical(
                    "BatonConsumerStalled",
                    "10m",
                    """
                    sum by (namespace, function) (%s) > 0
                    and on (namespace, function)
                    sum by (namespace, function) (rate(baton_deliveries_total{%s}[5m])) == 0""".formatted(LAG, SETTLED),
                    "Events wait in the topic of " + FUNCTION + ", and it settles none."),
            Alert.warning(
                    "BatonConsumerLag",
                    "15m",
                    """
                    sum by (namespace, function) (%s) > 1000
                    and on (namespace, function)
                    sum by (namespace, function) (%s) >= 0""".formatted(LAG, GROWTH),
                    "More than 1,000 events wait in the topic of " + FUNCTION + ", and do not get fewer."),
            Alert.warning(
                    "BatonPartitionsPaused",
                    "15m",
                    "max by (namespace, function) (min_over_time(baton_consumer_paused[5m])) > 0",
                    "A partition of " + FUNCTION
                            + " is paused all the time, because its records are handled too slowly."),
            Alert.critical(
                    "BatonOutboxWaits",
                    "2m",
                    "max by (namespace) (baton_outbox_oldest_seconds) > 60",
                    "An event of the outbox has been due for more than a minute (seen by {{ $labels.namespace }})."),
            Alert.critical(
                    "BatonRelayStuck",
                    "1m",
                    "max by (namespace, topic) (baton_relay_stuck) > 60",
                    "{{ $labels.topic }} can't be written by processes of {{ $labels.namespace }}."),
            Alert.warning(
                    "BatonRelayRefused",
                    "0m",
                    "sum by (namespace) (increase(baton_relay_refused_total[15m])) > 0",
                    "The sink or the broker has rejected events of {{ $labels.namespace }} permanently."),
            Alert.warning(
                    "BatonRelaySlow",
                    "10m",
                    "histogram_quantile(0.99, sum by (namespace, le) (rate(baton_relay_time_seconds_bucket[5m]))) > 5",
                    "Events of {{ $labels.namespace }} are published more than 5 s after their commit (p99)."),
            Alert.critical(
                    "BatonRetryOverdue",
                    "5m",
                    "max by (namespace, function) (baton_retry_overdue) > 0",
                    "Events of the retry table are due, and no process of " + FUNCTION + " takes them."),
            Alert.warning(
                    "BatonRetryUnattended",
                    "10m",
                    "max by (function) (baton_retry_unattended) > 0",
                    "{{ $labels.function }} does not take its due events, even if its address was called."),
            Alert.warning(
                    "BatonParkedTooLong",
                    "1m",
                    "max by (namespace, function) (baton_parked_too_long) > 0",
                    "Keys of " + FUNCTION + " have waited too long behind an event that fails."),
            Alert.warning(
                    "BatonDeadLetters",
                    "0m",
                    "max by (namespace, function) (baton_dead_letters) > 0",
                    "Dead letters of " + FUNCTION + " wait for a person."),
            Alert.critical(
                    "BatonDeadLettersGrow",
                    "0m",
                    "max by (namespace, function) (delta(baton_dead_letters[15m])) > 10",
                    "More than 10 dead letters of " + FUNCTION + " in 15 minutes."),
            Alert.warning(
                    "BatonDeliveriesFail",
                    "10m",
                    "sum by (namespace, function) (rate(baton_deliveries_total{outcome=\"failed\"}[5m]))"
                            + "\n/ sum by (namespace, function) (rate(baton_deliveries_total[5m])) > 0.1",
                    "More than a tenth of the deliveries to " + FUNCTION + " fail."),
            Alert.warning(
                    "BatonDeliverySlow",
                    "10m",
                    "histogram_quantile(0.99,"
                            + " sum by (namespace, function, le) (rate(baton_delivery_seconds_bucket[5m]))) > 5",
                    "Micro-batches of " + FUNCTION + " take more than 5 s (p99)."),
            Alert.critical(
                    "BatonDatabaseUnavailable",
                    "2m",
                    "sum by (namespace, function) (increase(baton_deliveries_total{outcome=\"unavailable\"}[2m])) > 0",
                    "Deliveries to " + FUNCTION + " wait for the database."),
            Alert.warning(
                    "BatonNoticesFail",
                    "5m",
                    "sum by (namespace) (increase(baton_dead_letter_notices_total{outcome=\"failed\"}[10m])) > 0",
                    "The webhook does not take notices of dead letters of {{ $labels.namespace }}."));

    private static final String HEAD = """
            # Generated by ./baton observability: do not edit.
            groups:
              - name: baton
                rules:
            """;

    private final Metrics metrics;

    AlertRules(Metrics metrics) {
        this.metrics = metrics;
    }

    static List<Alert> alerts() {
        return ALERTS;
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder(HEAD);
        ALERTS.forEach(alert -> yaml.append(rule(alert)));
        return yaml.toString();
    }

    private String rule(Alert alert) {
        return """
                      - alert: %s
                        expr: |-
                          %s
                        for: %s
                        labels:
                          severity: %s
                        annotations:
                          summary: '%s'
                          runbook: docs/operations.md#%s
                """.formatted(
                        alert.name(),
                        metrics.checked(alert.expression()).replace("\n", "\n          "),
                        alert.lasts(),
                        alert.severity(),
                        alert.summary().replace("'", "''"),
                        alert.name().toLowerCase(Locale.ROOT));
    }
}
