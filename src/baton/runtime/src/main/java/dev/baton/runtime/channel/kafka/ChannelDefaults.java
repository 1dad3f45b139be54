package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.memory.HeapShare;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * The defaults of Baton's own channels. They apply to settings that the application does not set for the channel, for
 * the connector, under {@code kafka.*} or in an identified map. They are not part of the channel's configuration,
 * because that would hide the settings in the other places. Customizers of the application run later.
 */
@Singleton
public class ChannelDefaults implements ClientCustomizer<Map<String, Object>> {

    /** The maximum number of milliseconds or attempts that Kafka's settings allow. */
    public static final String FOREVER = Integer.toString(Integer.MAX_VALUE);

    /**
     * The records that a producer may hold: Kafka's 32 MiB only in a heap that has room for them. Kafka demands that it
     * has room for the largest request.
     */
    private static final HeapShare BUFFER_MEMORY = new HeapShare(16, 4 * 1024 * 1024, 32 * 1024 * 1024);

    private static final Map<String, String> OUTBOX = Map.ofEntries(
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true"),
            Map.entry(ProducerConfig.RETRIES_CONFIG, FOREVER),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, FOREVER),
            Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1"),
            // The first events of a round are sent at once. The others are gathered while their request is in flight.
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, "0"),
            Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, "131072"),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, "3000"),
            Map.entry(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000"));

    private static final Map<String, String> REPLIES = Map.of(
            // How long a new partition may stay undetected. Kafka's default is 5 min.
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            "10000",
            CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "1000");

    private static final Map<String, Map<String, String>> DEFAULTS =
            Map.of(BatonChannels.OUTBOX, OUTBOX, BatonChannels.REPLIES, REPLIES);

    private final String namespace;

    @Inject
    ChannelDefaults(BatonModel model) {
        this(model.namespace());
    }

    public ChannelDefaults(String namespace) {
        this.namespace = namespace;
    }

    @Override
    public int getPriority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public Map<String, Object> customize(String channel, Config config, Map<String, Object> settings) {
        Map<String, String> defaults = DEFAULTS.get(channel);
        if (defaults != null) {
            putUnlessSaid(defaults, config, settings);
            if (channel.equals(BatonChannels.OUTBOX) && !isSaid(config, ProducerConfig.MAX_REQUEST_SIZE_CONFIG)) {
                String buffer = Long.toString(BUFFER_MEMORY.here());
                putUnlessSaid(Map.of(ProducerConfig.BUFFER_MEMORY_CONFIG, buffer), config, settings);
            }
            if (!isSaid(config, CommonClientConfigs.CLIENT_ID_CONFIG)) {
                String prefix = config.getOptionalValue("client-id-prefix", String.class)
                        .orElse("");
                settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, prefix + namespace + "." + channel);
            }
        }
        return settings;
    }

    static void putUnlessSaid(Map<String, String> defaults, Config config, Map<String, Object> settings) {
        defaults.forEach((name, value) -> {
            if (!isSaid(config, name)) {
                settings.put(name, value);
            }
        });
    }

    /** Returns whether the application sets this setting. An identified map may hold values that are not strings. */
    static boolean isSaid(Config config, String name) {
        return config.getOptionalValue(name, String.class).isPresent()
                || StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .anyMatch(name::equals);
    }
}
