package dev.baton.runtime.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.runtime.channel.kafka.ChannelDefaults;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.providers.impl.Configs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The defaults of the channel {@code baton-outbox}, and its settings that must not be changed. */
class OutboxRulesTest {

    private static final String CHANNEL = "mp.messaging.outgoing.baton-outbox.";

    private final ChannelDefaults defaults = new ChannelDefaults("shop");

    @Test
    void withoutAnySettingTheDefaultsKeepTheRules() {
        Map<String, Object> producer = producer(Map.of(), Map.of());

        OutboxRules.checkProducer(producer, setting -> Optional.empty());

        assertThat(producer).containsEntry("client.id", "shop.baton-outbox").containsEntry("linger.ms", "0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHANNEL + "linger.ms",
                "mp.messaging.connector.smallrye-kafka.linger.ms",
            })
    void aDefaultGivesWayToWhatTheApplicationSaysOfTheChannelOrTheConnector(String setting) {
        assertThat(producer(Map.of(setting, "20"), Map.of("linger.ms", "30")))
                .containsEntry("linger.ms", "as SmallRye has it");
    }

    @Test
    void aDefaultGivesWayToWhatTheApplicationSaysOfAllKafkaClients() {
        Map<String, Object> all = Map.of("linger.ms", 30, "client.id", "mine", "max.block.ms", "50");

        assertThat(producer(Map.of(), all))
                .containsEntry("linger.ms", "as SmallRye has it")
                .containsEntry("client.id", "as SmallRye has it")
                .containsEntry("max.block.ms", "as SmallRye has it")
                .containsEntry("batch.size", "131072");
    }

    @Test
    void anotherChannelIsLeftAlone() {
        Map<String, Object> settings = new HashMap<>(Map.of("acks", "1"));

        assertThat(defaults.customize("orders", config(Map.of(), Map.of()), settings))
                .containsExactlyEntriesOf(Map.of("acks", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "acks, 1, 'Set mp.messaging.outgoing.baton-outbox.acks=all'",
        "acks, 0, 'Set mp.messaging.outgoing.baton-outbox.acks=all'",
        "enable.idempotence, false, '.enable.idempotence=true'",
        "max.in.flight.requests.per.connection, 5, '.max.in.flight.requests.per.connection=1'",
        "retries, 0, '.retries=2147483647'",
        "retries, 10, '.retries=2147483647'",
        "delivery.timeout.ms, 120000, '.delivery.timeout.ms=2147483647'",
        "transactional.id, shop, Remove it",
        "partitioner.ignore.keys, true, '.partitioner.ignore.keys=false'",
        "key.serializer, org.apache.kafka.common.serialization.ByteArraySerializer, StringSerializer",
        "value.serializer, org.apache.kafka.common.serialization.StringSerializer, ByteArraySerializer",
    })
    void aProducerThatCouldBreakAGuaranteeIsRefused(String setting, String value, String remedy) {
        Map<String, Object> producer = producer(Map.of(), Map.of());
        producer.put(setting, value);

        assertThatThrownBy(() -> OutboxRules.checkProducer(producer, name -> Optional.of("kafka." + name)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("setting=kafka." + setting + " value=" + value + " reason=", remedy);
    }

    @Test
    void aPartitionerThatMayIgnoreKeysIsRefused() {
        Map<String, Object> producer = producer(Map.of(), Map.of());
        producer.put("partitioner.class", RoundRobinPartitioner.class.getName());

        assertThatThrownBy(() -> OutboxRules.checkProducer(producer, setting -> Optional.empty()))
                .hasMessageContainingAll("a ClientCustomizer", "partitioner.class", "Remove it");
    }

    @ParameterizedTest
    @CsvSource({"acks, -1", "compression.type, lz4", "max.request.size, 5000000", "linger.ms, 20"})
    void whatBreaksNoGuaranteeIsTheApplicationsToChoose(String setting, String value) {
        Map<String, Object> producer = producer(Map.of(), Map.of());
        producer.put(setting, value);

        OutboxRules.checkProducer(producer, name -> Optional.of("kafka." + name));

        assertThat(producer).containsEntry(setting, value);
    }

    @ParameterizedTest
    @CsvSource({
        "connector, smallrye-amqp",
        "enabled, false",
        "topic, all-events",
        "key, one",
        "partition, 0",
        "interceptor-bean, mine",
        "value-serialization-failure-handler, mine",
    })
    void anAttributeOfTheChannelThatCouldNotHoldIsRefused(String attribute, String value) {
        Map<String, String> channel = Map.of("connector", "smallrye-kafka", "enabled", "true");

        OutboxRules.checkChannel(name -> Optional.ofNullable(channel.get(name)), name -> Optional.of(CHANNEL + name));

        assertThatThrownBy(() -> OutboxRules.checkChannel(
                        name -> Optional.ofNullable(name.equals(attribute) ? value : channel.get(name)),
                        name -> Optional.of(CHANNEL + name)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("setting=" + CHANNEL + attribute + " value=" + value);
    }

    /** Returns the configuration that SmallRye builds from these settings and the defaults. */
    private Map<String, Object> producer(Map<String, String> application, Map<String, Object> all) {
        Map<String, Object> made = new HashMap<>(Map.of(
                "acks",
                "1",
                "client.id",
                "as SmallRye has it",
                "key.serializer",
                StringSerializer.class.getName(),
                "value.serializer",
                ByteArraySerializer.class.getName()));
        all.keySet().forEach(name -> made.put(name, "as SmallRye has it"));
        return defaults.customize("baton-outbox", config(application, all), made);
    }

    private static Config config(Map<String, String> application, Map<String, Object> all) {
        Config root = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(application, "application", 100))
                .build();
        return Configs.fallback(Configs.outgoing(root, "smallrye-kafka", "baton-outbox"), all);
    }
}
