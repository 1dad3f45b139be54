package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonModel;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.eclipse.microprofile.config.Config;

/**
 * The defaults of a function's Kafka consumer, where the application says nothing: neither for the channel, nor for the
 * connector, nor by {@code kafka.*}. They are no configuration of the channel, which would go before {@code kafka.*}.
 */
@Singleton
class ConsumerDefaults implements ClientCustomizer<Map<String, Object>> {

    private static final Map<String, String> DEFAULTS = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            "2000",
            // How long the partitions of a killed process stay its own. Kafka's default is 45 s.
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            "10000",
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName(),
            // How long a broker that is back may stay unnoticed. SmallRye's default is 10 s.
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "1000");

    private final BatonModel model;

    ConsumerDefaults(BatonModel model) {
        this.model = model;
    }

    /** Before the customizers of the application, which may change the defaults. */
    @Override
    public int getPriority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
        if (model.function(channel).isPresent()) {
            DEFAULTS.forEach((name, value) -> {
                if (!ChannelDefaults.isSaid(channelConfig, name)) {
                    config.put(name, value);
                }
            });
        }
        return config;
    }
}
