package dev.baton.runtime.telemetry;

import java.util.List;

/**
 * The catalogue of Baton's metrics. Every metric also has the tag {@code namespace}. From this list come
 * {@code target/baton/metrics.json} of each application's build, and from that the dashboard, the alert rules and the
 * table of metrics in {@code deployment/observability}.
 */
public enum Metric {
    DELIVERIES(
            Kind.COUNTER,
            "baton.deliveries",
            "",
            "events whose delivery ended with the outcome `handled`, `duplicate`, `rejected` (a dead"
                    + " letter), `failed`, `left-for-later` (kept in the retry table), `too-new` (kept for a"
                    + " process that knows the version), `parked` (behind an earlier event of its key), `skipped`"
                    + " (an event of another type), `in-progress` (another process is handling it), or"
                    + " `unavailable` (the database is away)",
            "function",
            "outcome"),
    DELIVERY(
            Kind.TIMER,
            "baton.delivery",
            "seconds",
            "how long a micro-batch took, from the beginning of its delivery to its commit",
            "function"),
    DELIVERY_EVENTS(Kind.SIZES, "baton.delivery.events", "", "how many events a micro-batch had", "function"),
    DELIVERIES_RUNNING(
            Kind.GAUGE,
            "baton.deliveries.running",
            "",
            "deliveries of channels and requests that run now; at most `baton.delivery.concurrency`"),
    DELIVERIES_WAITING(
            Kind.GAUGE, "baton.deliveries.waiting", "", "deliveries that wait because as many run as may run at once"),
    HTTP_REQUESTS(Kind.GAUGE, "baton.http.requests", "", "requests with events that are being read or handled"),
    CONSUMER_LAG(
            Kind.GAUGE,
            "baton.consumer.lag",
            "",
            "events of a partition of this process that the function has not settled yet. Up to 10 s old"
                    + " (`baton.retry.watch-interval`); also right while the partition is paused or the consumer is"
                    + " replaced",
            "function",
            "topic",
            "partition"),
    CONSUMER_READY(
            Kind.GAUGE,
            "baton.consumer.ready",
            "",
            "1 while the function has its place in its consumer group, otherwise 0. `/q/health/ready` names the reason",
            "function"),
    CONSUMER_PARTITIONS(
            Kind.GAUGE,
            "baton.consumer.partitions",
            "",
            "partitions that the consumer group has assigned to this process",
            "function"),
    CONSUMER_PAUSED(
            Kind.GAUGE,
            "baton.consumer.paused",
            "",
            "partitions that are paused because as many of their records as memory allows wait for the function",
            "function"),
    CONSUMER_WAITING(
            Kind.GAUGE,
            "baton.consumer.waiting",
            "",
            "polled records that the function has not settled yet",
            "function"),
    OUTBOX_EVENTS(
            Kind.GAUGE,
            "baton.outbox.events",
            "",
            "due events of the outbox, of all namespaces in the database. Up to 10 s old; counts up to 10,000"),
    OUTBOX_OLDEST(
            Kind.GAUGE,
            "baton.outbox.oldest",
            "seconds",
            "how long the oldest due event of the outbox has waited, as far as this process has seen. Up to 10 s old"),
    RELAY_PUBLISHED(Kind.COUNTER, "baton.relay.published", "", "events that the broker or the sink confirmed"),
    RELAY_REFUSED(
            Kind.COUNTER,
            "baton.relay.refused",
            "",
            "answers with which the sink or the broker permanently rejected an event, which is sent again later"),
    RELAY_STUCK(
            Kind.GAUGE,
            "baton.relay.stuck",
            "",
            "seconds for which the topic, or a partition of it, has not been writable; 0 when it is. A"
                    + " topic appears with its first failure. With `K_SINK`, the only topic is `K_SINK`: how long"
                    + " the sink has accepted nothing",
            "topic"),
    RELAY_TIME(
            Kind.TIMER,
            "baton.relay.time",
            "seconds",
            "the time from a commit of this process until the relay's round that published its events"
                    + " had ended; one value for each round, that of its first commit"),
    RELAY_EVENTS(Kind.SIZES, "baton.relay.events", "", "how many events a round of the relay published"),
    RETRY_DUE(
            Kind.GAUGE,
            "baton.retry.due",
            "",
            "due events of the retry table. Up to 10 s old; counts up to 10,000",
            "function"),
    RETRY_OVERDUE(
            Kind.GAUGE,
            "baton.retry.overdue",
            "",
            "events of the retry table that have been due for more than 1 min. Up to 10 s old; counts up to 10,000",
            "function"),
    RETRY_UNATTENDED(
            Kind.GAUGE,
            "baton.retry.unattended",
            "",
            "due events of the retry table that no running process takes. Only in processes that look"
                    + " for them: see [functions at zero](../../docs/operations.md#functions-at-zero)",
            "function"),
    PARKED_KEYS(
            Kind.GAUGE,
            "baton.parked.keys",
            "",
            "keys with events in the retry table. Up to 10 s old; counts up to 10,000",
            "function"),
    PARKED_TOO_LONG(
            Kind.GAUGE,
            "baton.parked.too.long",
            "",
            "those keys whose first event has waited longer than `baton.retry.parked-too-long`",
            "function"),
    PARKED_OLDEST(
            Kind.GAUGE,
            "baton.parked.oldest",
            "",
            "seconds for which the first event of such a key has waited",
            "function"),
    DEAD_LETTERS(
            Kind.GAUGE, "baton.dead.letters", "", "open dead letters. Up to 10 s old; counts up to 10,000", "function"),
    DEAD_LETTER_NOTICES(
            Kind.COUNTER,
            "baton.dead.letter.notices",
            "",
            "notices of new dead letters that the webhook took (`sent`), or did not take (`failed`)",
            "outcome"),
    SCHEDULE_FIRED(Kind.COUNTER, "baton.schedule.fired", "", "events of `@Cron` that this process made", "function"),
    REQUEST(
            Kind.TIMER,
            "baton.request",
            "seconds",
            "how long requests took until the reply or the end: `replied`, `no-reply`, `failed`",
            "reply",
            "outcome"),
    REQUESTS_WAITING(Kind.GAUGE, "baton.requests.waiting", "", "requests that wait for a reply");

    /** What a metric measures, and which time series it has in the Prometheus format. */
    public enum Kind {
        /** A number of occurrences that only grows. */
        COUNTER("_total"),
        /** A value that goes up and down. */
        GAUGE(""),
        /** A histogram of times. */
        TIMER("_seconds"),
        /** A histogram of sizes. */
        SIZES("");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private final Kind kind;
    private final String id;
    private final String unit;
    private final String description;
    private final List<String> tags;

    Metric(Kind kind, String id, String unit, String description, String... tags) {
        this.kind = kind;
        this.id = id;
        this.unit = unit;
        this.description = description;
        this.tags = List.of(tags);
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the name in Micrometer. */
    public String id() {
        return id;
    }

    /** Returns the unit, which the name of a gauge ends with in the Prometheus format; empty if there is none. */
    public String unit() {
        return unit;
    }

    /** Returns what is measured, in Markdown. */
    public String description() {
        return description;
    }

    /** Returns the names of the tags other than {@code namespace}. */
    public List<String> tags() {
        return tags;
    }

    /** Returns the name in the Prometheus format. Histograms have series with further suffixes. */
    public String prometheus() {
        String name = id.replace('.', '_') + kind.suffix;
        return kind == Kind.GAUGE && !unit.isEmpty() ? name + "_" + unit : name;
    }
}
