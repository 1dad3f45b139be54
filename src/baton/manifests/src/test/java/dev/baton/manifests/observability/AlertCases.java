package dev.baton.manifests.observability;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For each alert, time series with which it fires, and similar ones with which it does not; one value a minute. */
final class AlertCases {

    private static final String SHIP = "{namespace=\"shop\", function=\"ship\"}";
    private static final String LAG =
            "baton_consumer_lag{namespace=\"shop\", function=\"ship\", topic=\"shop.ordered.v1\", partition=\"0\"}";
    private static final String HANDLED =
            "baton_deliveries_total{namespace=\"shop\", function=\"ship\", outcome=\"handled\"}";
    private static final String FAILED =
            "baton_deliveries_total{namespace=\"shop\", function=\"ship\", outcome=\"failed\"}";
    private static final String UNAVAILABLE =
            "baton_deliveries_total{namespace=\"shop\", function=\"ship\", outcome=\"unavailable\"}";

    /** @param minutes when the alert must fire, or must not */
    record Case(int minutes, List<String> firing, List<String> quiet) {}

    private AlertCases() {}

    static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put(
                "BatonNotScraped",
                new Case(6, List.of("up 0x20"), List.of("baton_relay_published_total{namespace=\"shop\"} 0x20")));
        cases.put(
                "BatonConsumerNotReady",
                new Case(
                        6,
                        List.of(
                                ofEach("baton_consumer_ready", "a", "0x20"),
                                ofEach("baton_consumer_ready", "b", "0x20")),
                        List.of(
                                ofEach("baton_consumer_ready", "a", "0x20"),
                                ofEach("baton_consumer_ready", "b", "1x20"))));
        cases.put(
                "BatonConsumerStalled",
                new Case(
                        20,
                        List.of(LAG + " 5x30", HANDLED + " 7x30", FAILED + " 0+60x30"),
                        List.of(LAG + " 5x30", HANDLED + " 7+1x30", FAILED + " 0+60x30")));
        cases.put(
                "BatonConsumerLag",
                new Case(
                        30,
                        List.of(LAG + " 2000+10x40", HANDLED + " 0+100x40"),
                        List.of(LAG + " 9000-100x40", HANDLED + " 0+100x40")));
        cases.put("BatonPartitionsPaused", gauge("baton_consumer_paused" + SHIP, 25, "1x40", "1 1 0 1 1 0 1 1 0x40"));
        cases.put("BatonOutboxWaits", gauge("baton_outbox_oldest_seconds{namespace=\"shop\"}", 5, "61x20", "12x20"));
        cases.put(
                "BatonRelayStuck",
                gauge(
                        "baton_relay_stuck{namespace=\"shop\", topic=\"shop.shipped.v1\"}",
                        3,
                        "70+60x20",
                        "0 30 0 0x20"));
        cases.put("BatonRelayRefused", gauge("baton_relay_refused_total{namespace=\"shop\"}", 5, "0 0 1x20", "3x20"));
        cases.put("BatonRelaySlow", histogram("baton_relay_time_seconds_bucket", "namespace=\"shop\""));
        cases.put("BatonRetryOverdue", gauge("baton_retry_overdue" + SHIP, 7, "3x20", "0 1 0 0x20"));
        cases.put("BatonRetryUnattended", gauge("baton_retry_unattended{function=\"ship\"}", 12, "3x20", "3x5 0x20"));
        cases.put("BatonParkedTooLong", gauge("baton_parked_too_long" + SHIP, 3, "1x20", "0x20"));
        cases.put("BatonDeadLetters", gauge("baton_dead_letters" + SHIP, 3, "0 0 1x20", "0x20"));
        cases.put("BatonDeadLettersGrow", gauge("baton_dead_letters" + SHIP, 15, "0+2x20", "40x20"));
        cases.put(
                "BatonDeliveriesFail",
                new Case(
                        20,
                        List.of(HANDLED + " 0+80x30", FAILED + " 0+20x30"),
                        List.of(HANDLED + " 0+80x30", FAILED + " 0+1x30")));
        cases.put(
                "BatonDeliverySlow",
                histogram("baton_delivery_seconds_bucket", "namespace=\"shop\", function=\"ship\""));
        cases.put("BatonDatabaseUnavailable", gauge(UNAVAILABLE, 6, "0+4x20", "0 4 4 4x20"));
        cases.put(
                "BatonNoticesFail",
                gauge("baton_dead_letter_notices_total{namespace=\"shop\", outcome=\"failed\"}", 10, "0+1x20", "2x20"));
        return cases;
    }

    private static Case gauge(String series, int minutes, String firing, String quiet) {
        return new Case(minutes, List.of(series + " " + firing), List.of(series + " " + quiet));
    }

    /** All values are at most 10 s, or all are at most 1 s. */
    private static Case histogram(String name, String labels) {
        String bucket = name + "{" + labels + ", le=\"%s\"} %s";
        return new Case(
                20,
                List.of(
                        bucket.formatted("1", "0x30"),
                        bucket.formatted("10", "0+60x30"),
                        bucket.formatted("+Inf", "0+60x30")),
                List.of(
                        bucket.formatted("1", "0+60x30"),
                        bucket.formatted("10", "0+60x30"),
                        bucket.formatted("+Inf", "0+60x30")));
    }

    private static String ofEach(String name, String instance, String values) {
        return name + "{namespace=\"shop\", function=\"ship\", instance=\"" + instance + "\"} " + values;
    }
}
