package dev.baton.runtime.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfig;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the values of Baton's settings. Collects all problems, so that one start shows them all. */
final class ConfigCheck {

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A shorter interval would keep a core and the database busy looking for work. */
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(10);

    /** Longer times would overflow in nanoseconds. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    /** What PostgreSQL takes for the same name with and without quotes. It keeps names with pg_ for itself. */
    private static final Pattern SCHEMA = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

    private static final int MAX_IN_ONE_TRANSACTION = 10_000;
    private static final long GIBIBYTE = 1L << 30;

    private final SmallRyeConfig source;
    private final List<String> problems = new ArrayList<>();

    private ConfigCheck(SmallRyeConfig source) {
        this.source = source;
    }

    /**
     * Returns what is wrong, one sentence for each setting.
     *
     * @param source where the values come from; the problems name the place of each
     */
    static List<String> problems(BatonConfig config, SmallRyeConfig source) {
        ConfigCheck check = new ConfigCheck(source);
        check.delivery(config.delivery());
        check.database(config.database());
        check.retry(config.retry());
        config.functions().forEach((name, function) -> check.functionRetry(name, function.retry()));
        check.inbox(config.inbox());
        check.deadLetters(config.deadLetters());
        check.journal(config.journal());
        check.relay(config.relay());
        check.http(config.http());
        check.loops(config);
        check.kafka(config.kafka());
        config.schema().forEach((component, version) -> check.number("schema." + component, version, 1, 1_000_000));
        return check.problems;
    }

    private void delivery(DeliveryConfig delivery) {
        number("delivery.batch-size", delivery.batchSize(), 1, MAX_IN_ONE_TRANSACTION);
        delivery.batchBytes().ifPresent(value -> size("delivery.batch-bytes", value));
        number("delivery.concurrency", delivery.concurrency(), 1, 1_000);
        size("delivery.max-event-size", delivery.maxEventSize());
        duration("delivery.time-limit", delivery.timeLimit(), MILLISECOND);
    }

    private void database(DatabaseConfig database) {
        if (!SCHEMA.matcher(database.schema()).matches()) {
            problem(
                    "database.schema",
                    "'" + database.schema() + "'",
                    "must be a lower-case letter or _, then up to 62 of a-z, 0-9 and _, and must not begin with pg_:"
                            + " rename the schema, or choose another one");
        }
        duration("database.answer-timeout", database.answerTimeout(), SECOND);
        duration("database.idle-timeout", database.idleTimeout(), SECOND);
    }

    private void retry(RetryConfig retry) {
        attempts("retry.attempts-in-place", retry.attemptsInPlace());
        duration("retry.delay-in-place", retry.delayInPlace(), MILLISECOND);
        attempts("retry.attempts", retry.attempts());
        duration("retry.delay", retry.delay(), MILLISECOND);
        duration("retry.max-delay", retry.maxDelay(), MILLISECOND);
        duration("retry.poll-interval", retry.pollInterval(), LEAST_INTERVAL);
        duration("retry.parked-too-long", retry.parkedTooLong(), Duration.ZERO);
        duration("retry.watch-interval", retry.watchInterval(), LEAST_INTERVAL);
        duration("retry.unattended-after", retry.unattendedAfter(), Duration.ZERO);
    }

    private void functionRetry(String function, FunctionRetryConfig retry) {
        String prefix = "functions." + function + ".retry.";
        retry.attemptsInPlace().ifPresent(value -> attempts(prefix + "attempts-in-place", value));
        retry.delayInPlace().ifPresent(value -> duration(prefix + "delay-in-place", value, MILLISECOND));
        retry.attempts().ifPresent(value -> attempts(prefix + "attempts", value));
        retry.delay().ifPresent(value -> duration(prefix + "delay", value, MILLISECOND));
        retry.maxDelay().ifPresent(value -> duration(prefix + "max-delay", value, MILLISECOND));
    }

    private void inbox(InboxConfig inbox) {
        duration("inbox.retention", inbox.retention(), MILLISECOND);
        duration("inbox.expiry-interval", inbox.expiryInterval(), Duration.ZERO);
        number("inbox.expiry-step", inbox.expiryStep(), 1, 1_000_000);
    }

    private void deadLetters(DeadLettersConfig deadLetters) {
        duration("dead-letters.retention", deadLetters.retention(), MILLISECOND);
        duration("dead-letters.expiry-interval", deadLetters.expiryInterval(), Duration.ZERO);
        duration("dead-letters.webhook.interval", deadLetters.webhook().interval(), Duration.ofSeconds(1));
        duration("dead-letters.webhook.timeout", deadLetters.webhook().timeout(), MILLISECOND);
        deadLetters
                .webhook()
                .url()
                .filter(url -> url.getHost() == null || !Set.of("http", "https").contains(url.getScheme()))
                .ifPresent(url -> problem("dead-letters.webhook.url", url, "must be an http or https address"));
    }

    private void journal(JournalConfig journal) {
        duration("journal.retention", journal.retention(), MILLISECOND);
        duration("journal.expiry-interval", journal.expiryInterval(), Duration.ZERO);
    }

    private void relay(RelayConfig relay) {
        number("relay.batch-size", relay.batchSize(), 1, 1_000_000);
        relay.batchBytes().ifPresent(value -> size("relay.batch-bytes", value));
        duration("relay.poll-interval", relay.pollInterval(), LEAST_INTERVAL);
        number("relay.sink-concurrency", relay.sinkConcurrency(), 1, 10_000);
        duration("relay.sink-timeout", relay.sinkTimeout(), MILLISECOND);
        duration("relay.sink-delay", relay.sinkDelay(), MILLISECOND);
        duration("relay.sink-max-delay", relay.sinkMaxDelay(), MILLISECOND);
    }

    private void http(HttpConfig http) {
        if (!http.path().startsWith("/")) {
            problem("http.path", http.path(), "must begin with /");
        }
        size("http.max-body-size", http.maxBodySize());
        number("http.max-batch", http.maxBatch(), 1, MAX_IN_ONE_TRANSACTION);
        number("http.max-in-flight", http.maxInFlight(), 1, 1_000_000);
        http.maxBytesInFlight().ifPresent(value -> size("http.max-bytes-in-flight", value));
        duration("http.read-timeout", http.readTimeout(), MILLISECOND);
        duration("http.drain-timeout", http.drainTimeout(), Duration.ZERO);
        senderIdentity(http);
    }

    /** An empty audience, of a variable that has no value, must not mean that anybody may send. */
    private void senderIdentity(HttpConfig http) {
        String audience = source.getConfigValue("baton.http.oidc-audience").getValue();
        if (audience != null && audience.isBlank()) {
            problem("http.oidc-audience", "empty", "must name an audience, or be removed");
        }
        if (audience == null
                && (http.oidcIssuer().isPresent() || http.oidcSubjects().isPresent())) {
            String setting = http.oidcIssuer().isPresent() ? "http.oidc-issuer" : "http.oidc-subjects";
            problem(setting, "set", "has no effect without baton.http.oidc-audience");
        }
        http.oidcIssuer()
                .filter(issuer -> !isIssuer(issuer))
                .ifPresent(issuer -> problem(
                        "http.oidc-issuer",
                        issuer,
                        "must be an https address without query (http only for localhost and 127.0.0.1)"));
    }

    private static boolean isIssuer(String text) {
        try {
            URI address = new URI(text);
            boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(address.getHost()));
            return address.getHost() != null
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && here);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void loops(BatonConfig config) {
        duration("schedule.poll-interval", config.schedule().pollInterval(), LEAST_INTERVAL);
        number("request.max-waiting", config.request().maxWaiting(), 1, 10_000_000);
        duration("request.idle-timeout", config.request().idleTimeout(), MILLISECOND);
    }

    private void kafka(KafkaConfig kafka) {
        number("kafka.partitions", kafka.partitions(), 1, 100_000);
        kafka.replicationFactor().ifPresent(value -> number("kafka.replication-factor", value, 1, Short.MAX_VALUE));
        size("kafka.max-record-size", kafka.maxRecordSize());
        duration("kafka.commit-interval", kafka.commitInterval(), MILLISECOND);
        duration("kafka.drain-timeout", kafka.drainTimeout(), Duration.ZERO);
    }

    private void attempts(String setting, int value) {
        number(setting, value, 1, 1_000_000);
    }

    private void number(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            problem(setting, value, "must be from %d to %d".formatted(least, most));
        }
    }

    private void size(String setting, MemorySize value) {
        BigInteger bytes = value.asBigInteger();
        if (bytes.signum() < 1 || bytes.compareTo(BigInteger.valueOf(GIBIBYTE)) > 0) {
            problem(setting, bytes, "must be from 1 byte to 1G");
        }
    }

    private void duration(String setting, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(CENTURY) > 0) {
            problem(setting, value, "must be from %s to %s".formatted(shown(least), shown(CENTURY)));
        }
    }

    private void problem(String setting, Object value, String needed) {
        String name = "baton." + setting;
        problems.add("%s is %s, but %s (set in %s)."
                .formatted(name, value, needed, source.getConfigValue(name).getConfigSourceName()));
    }

    private static String shown(Duration time) {
        return time.toDays() > 0 ? time.toDays() + "d" : time.toMillis() + "ms";
    }
}
