package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.channel.kafka.BatonChannels;
import dev.baton.runtime.channel.kafka.ChannelDefaults;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The settings that the producer of the outbox must have. Order per key and the guarantee that no event is lost depend
 * on them.
 */
final class OutboxRules {

    /**
     * One rule.
     *
     * @param setting a setting of the Kafka producer, or of the channel
     * @param holds whether a value keeps the guarantee; a missing value is the empty string
     * @param why what any other value would break
     * @param remedy the value to set; empty if the setting has to be removed
     */
    private record Rule(String setting, Predicate<String> holds, String why, String remedy) {

        static Rule unset(String setting, String why) {
            return new Rule(setting, String::isEmpty, why, "");
        }

        static Rule is(String setting, String value, String why) {
            return new Rule(setting, value::equals, why, value);
        }
    }

    private static final String OVERTAKEN =
            "an event that the producer gives up on could arrive after a later event of its key";
    private static final String ONE_TOPIC_A_TYPE =
            "every event is published to the topic of its type, in the partition of its key";
    private static final String EMITTER_ONLY =
            "the relay sends records without SmallRye's emitter, so it would have no effect"
                    + " (interceptor.classes works)";

    private static final List<Rule> RULES = List.of(
            new Rule(
                    ProducerConfig.ACKS_CONFIG,
                    Set.of("all", "-1")::contains,
                    "an event that only some replicas have is lost if those replicas are lost",
                    "all"),
            Rule.is(
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    "true",
                    "a request that is sent again could append its events after later events of the same keys"),
            // A broker before KAFKA-15591 accepts any first request of a producer on a partition. If the request before
            // it was rejected while the leader was being elected, that request can then never succeed: it is out of
            // sequence, is retried forever, and holds up its key.
            Rule.is(
                    ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                    "1",
                    "with more than one request in flight, a new topic can block a key forever (KAFKA-15591)"),
            Rule.is(ProducerConfig.RETRIES_CONFIG, ChannelDefaults.FOREVER, OVERTAKEN),
            Rule.is(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ChannelDefaults.FOREVER, OVERTAKEN),
            Rule.is(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName(), "keys are text"),
            Rule.is(
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class.getName(),
                    "events are serialized when they are stored"),
            Rule.unset(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    "the relay does not begin Kafka transactions, so the producer would reject every event"),
            Rule.unset(
                    ProducerConfig.PARTITIONER_CLASS_CONFIG,
                    "events of one key are in order only within one partition, and Kafka's own partitioner uses"
                            + " the key"),
            new Rule(
                    ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
                    value -> !"true".equals(value),
                    "events of one key are in order only within one partition",
                    "false"));

    private static final List<Rule> OF_THE_CHANNEL = List.of(
            new Rule(
                    "connector",
                    KafkaConnector.CONNECTOR_NAME::equals,
                    "Baton publishes with a Kafka producer; over HTTP it publishes to baton.relay.sink",
                    KafkaConnector.CONNECTOR_NAME),
            new Rule(
                    "enabled",
                    value -> !"false".equals(value),
                    "no event would be published (baton.relay.enabled=false leaves that to another process)",
                    "true"),
            Rule.unset("topic", ONE_TOPIC_A_TYPE),
            Rule.unset("key", ONE_TOPIC_A_TYPE),
            new Rule("partition", Set.of("", "-1")::contains, ONE_TOPIC_A_TYPE, "-1"),
            Rule.unset("interceptor-bean", EMITTER_ONLY),
            Rule.unset("key-serialization-failure-handler", EMITTER_ONLY),
            Rule.unset("value-serialization-failure-handler", EMITTER_ONLY));

    private OutboxRules() {}

    /**
     * Checks the channel's own attributes.
     *
     * @param attribute looks up a value by the attribute's name
     * @param origin looks up the full name of the setting from which a value comes
     */
    static void checkChannel(Lookup attribute, Lookup origin) {
        OF_THE_CHANNEL.forEach(rule -> check(rule, attribute, origin));
    }

    /** Checks the effective configuration of the producer, after all customizers. */
    static void checkProducer(Map<String, Object> settings, Lookup origin) {
        Lookup value = name -> Optional.ofNullable(settings.get(name)).map(Object::toString);
        RULES.forEach(rule -> check(rule, value, origin));
    }

    private static void check(Rule rule, Lookup values, Lookup origins) {
        String value = values.of(rule.setting()).orElse("").trim();
        if (!rule.holds().test(value)) {
            String own = BatonChannels.OUTBOX_PREFIX + rule.setting();
            String origin = origins.of(rule.setting()).orElse("a ClientCustomizer, for " + own);
            String remedy = rule.remedy().isEmpty() ? "Remove it" : "Set " + own + "=" + rule.remedy();
            throw new ConfigurationException(
                    "A setting of the channel baton-outbox is not allowed: setting=%s value=%s reason=\"%s\". %s."
                            .formatted(origin, value, rule.why(), remedy),
                    Stream.of(origin, own).collect(Collectors.toSet()));
        }
    }

    /** Looks something up by the name of a setting. */
    @FunctionalInterface
    interface Lookup {
        Optional<String> of(String setting);
    }
}
