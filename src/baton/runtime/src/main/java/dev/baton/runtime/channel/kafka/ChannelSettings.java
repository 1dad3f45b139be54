package dev.baton.runtime.channel.kafka;

import dev.baton.KafkaChannels;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.kafka.DeserializationFailureHandler;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorOutgoingConfiguration;
import io.smallrye.reactive.messaging.kafka.SerializationFailureHandler;
import io.smallrye.reactive.messaging.kafka.impl.ConfigHelper;
import io.smallrye.reactive.messaging.kafka.impl.KafkaSource;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaConsumer;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaProducer;
import io.smallrye.reactive.messaging.providers.impl.Configs;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;

/**
 * The effective configuration of a channel's Kafka client. SmallRye's own client, which is created but never used,
 * computes it, so identifiers, prefixes, customizers and TLS apply as for any channel. Nothing is cached.
 */
@Singleton
public class ChannelSettings implements KafkaChannels {

    /** The attribute that makes SmallRye create a client without connecting. */
    private static final Map<String, Object> LAZY = Map.of("lazy-client", true);

    /** The deserializers of a channel for which the application does not set its own. */
    private static final Map<String, Object> DESERIALIZERS = Map.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class.getName(),
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class.getName());

    private final Config config;
    private final Instance<Map<String, Object>> identified;
    private final Instance<ClientCustomizer<Map<String, Object>>> customizers;
    private final Instance<SerializationFailureHandler<?>> serialization;
    private final Instance<DeserializationFailureHandler<?>> deserialization;
    private final Instance<ProducerInterceptor<?, ?>> interceptors;
    private final ConsumerMemory memory;

    ChannelSettings(
            Config config,
            @Any Instance<Map<String, Object>> identified,
            @Any Instance<ClientCustomizer<Map<String, Object>>> customizers,
            @Any Instance<SerializationFailureHandler<?>> serialization,
            @Any Instance<DeserializationFailureHandler<?>> deserialization,
            @Any Instance<ProducerInterceptor<?, ?>> interceptors,
            ConsumerMemory memory) {
        this.config = config;
        this.identified = identified;
        this.customizers = customizers;
        this.serialization = serialization;
        this.deserialization = deserialization;
        this.interceptors = interceptors;
        this.memory = memory;
    }

    @Override
    public void boundRecords() {
        RecordLimit.onThisThread(memory.maxRecordSize());
    }

    /** Returns the configuration of the producer of this outgoing channel, as a new map. */
    public Map<String, Object> outgoing(String channel) {
        Config lazy = Configs.override(outgoingConfig(channel), LAZY);
        ReactiveKafkaProducer<?, ?> unused = new ReactiveKafkaProducer<>(
                new KafkaConnectorOutgoingConfiguration(lazy),
                customizers,
                serialization,
                interceptors,
                failure -> {},
                (producer, settings) -> {});
        return new HashMap<>(unused.configuration());
    }

    @Override
    public Map<String, Object> incoming(String channel) {
        Config plain = Configs.incoming(config, KafkaConnector.CONNECTOR_NAME, channel);
        Config lazy = Configs.override(fallback(Configs.fallback(plain, DESERIALIZERS)), LAZY);
        ReactiveKafkaConsumer<?, ?> unused = new ReactiveKafkaConsumer<>(
                new KafkaConnectorIncomingConfiguration(lazy),
                customizers,
                deserialization,
                plain.getOptionalValue(ConsumerConfig.GROUP_ID_CONFIG, String.class)
                        .orElse(null),
                -1,
                (failure, fatal) -> {},
                null,
                consumer -> {});
        Map<String, Object> settings = new HashMap<>(unused.configuration());
        settings.values().removeIf(Objects::isNull);
        memory.fetchSizes().forEach(settings::putIfAbsent);
        return settings;
    }

    /** Returns the topics that this incoming channel reads; empty when it reads the topics that match a pattern. */
    Set<String> topics(String channel) {
        Config plain = Configs.incoming(config, KafkaConnector.CONNECTOR_NAME, channel);
        var attributes = new KafkaConnectorIncomingConfiguration(fallback(plain));
        return attributes.getPattern() ? Set.of() : KafkaSource.getTopics(attributes);
    }

    /** Returns the application's configuration of this outgoing channel, from all places where it can be set. */
    Config outgoingConfig(String channel) {
        return fallback(Configs.outgoing(config, KafkaConnector.CONNECTOR_NAME, channel));
    }

    private Config fallback(Config channel) {
        return ConfigHelper.retrieveChannelConfiguration(identified, channel);
    }
}
