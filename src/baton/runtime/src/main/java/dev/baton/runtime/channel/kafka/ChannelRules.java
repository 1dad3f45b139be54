package dev.baton.runtime.channel.kafka;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of a function's channel on which Baton's guarantees depend. A value that would break a guarantee is
 * rejected at start.
 */
public final class ChannelRules {

    /** The name of Baton's commit strategy and failure strategy. */
    public static final String STRATEGY = "baton";

    /**
     * The rule for one setting.
     *
     * @param fine whether a value keeps the guarantee
     * @param needed the value that keeps it
     * @param why what another value would break
     */
    private record Rule(String setting, Predicate<String> fine, String needed, String why) {

        static Rule must(String setting, String needed, String why) {
            return new Rule(setting, needed::equalsIgnoreCase, needed, why);
        }

        static Rule one(String setting) {
            return must(
                    setting,
                    "1",
                    "one consumer already delivers all its partitions side by side (baton.delivery.concurrency),"
                            + " and Baton replaces a failed one");
        }
    }

    /** Attributes of the connector. */
    private static final List<Rule> ATTRIBUTES = List.of(
            Rule.must("commit-strategy", STRATEGY, "an offset must be committed after the transaction of its event"),
            Rule.must("failure-strategy", STRATEGY, "a failed event must be retried in order, and never be skipped"),
            Rule.must("batch", "true", "events are delivered in micro-batches of a partition"),
            Rule.must("cloud-events", "false", "Baton reads the events; a malformed one would end the channel"),
            Rule.must("pause-if-no-requests", "false", "it would resume partitions that Baton has paused"),
            Rule.must("retry", "false", "the connector would keep polling a consumer that can't recover"),
            Rule.must("broadcast", "false", "a function that stops or replaces its consumer would not close it"),
            Rule.one("partitions"),
            Rule.one("concurrency"),
            new Rule("assign-seek", value -> false, "left out", "partitions must be shared by the consumer group"));

    /** Settings of the Kafka client. */
    private static final List<Rule> CLIENT = List.of(
            Rule.must(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    "false",
                    "an offset must be committed after the transaction of its event"),
            Rule.must(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    "events of an aborted transaction must not take effect"),
            deserializer(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG),
            deserializer(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG));

    private ChannelRules() {}

    /**
     * Checks the configuration of a function's channel.
     *
     * @param client the configuration of the Kafka client, after all customizers
     */
    static void check(String function, Config channel, Map<String, Object> client) {
        ATTRIBUTES.forEach(rule -> check(function, rule, channel.getOptionalValue(rule.setting(), String.class)));
        CLIENT.forEach(rule -> check(
                function, rule, Optional.ofNullable(client.get(rule.setting())).map(ChannelRules::text)));
    }

    private static void check(String function, Rule rule, Optional<String> value) {
        value.filter(rule.fine().negate()).ifPresent(wrong -> {
            throw new ConfigurationException(
                    ("%1$s=%2$s would break a guarantee of the function %3$s: %4$s. Remove the setting"
                                    + " (mp.messaging.incoming.%3$s.%1$s, mp.messaging.connector.%6$s.%1$s, kafka.%1$s,"
                                    + " or a customizer of the channel); it must be %5$s")
                            .formatted(
                                    rule.setting(),
                                    wrong,
                                    function,
                                    rule.why(),
                                    rule.needed(),
                                    KafkaConnector.CONNECTOR_NAME));
        });
    }

    static ConfigurationException oneGroup(String group, String function, String other) {
        return new ConfigurationException(("The functions %1$s and %2$s share one consumer group, group.id=%3$s:"
                        + " each event would reach only one of them. Remove mp.messaging.incoming.%1$s.group.id"
                        + " and mp.messaging.incoming.%2$s.group.id,"
                        + " or give each function its own group")
                .formatted(function, other, group));
    }

    static ConfigurationException notOfAFunction(String channel) {
        return new ConfigurationException(
                ("commit-strategy=%s is for the channels of Baton's functions, but mp.messaging.incoming.%s"
                                + " is not one of them. Choose another strategy")
                        .formatted(STRATEGY, channel));
    }

    static ConfigurationException withoutInterceptor(String function) {
        return new ConfigurationException(("Baton's interceptor is not the last in interceptor.classes of the function"
                        + " %s: its events would not be delivered. Let your ClientCustomizer keep the list, or give it"
                        + " a priority below Integer.MAX_VALUE")
                .formatted(function));
    }

    private static Rule deserializer(String setting) {
        return Rule.must(setting, ByteArrayDeserializer.class.getName(), "Baton reads the bytes of the events");
    }

    private static String text(Object value) {
        return value instanceof Class<?> type ? type.getName() : value.toString();
    }
}
