package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.eclipse.microprofile.config.Config;

/**
 * The defaults of a function's Kafka consumer. They apply to settings that the application does not set for the
 * channel, for the connector or under {@code kafka.*}. They are not part of the channel's configuration, because that
 * would take precedence over {@code kafka.*}.
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
            // How long the partitions of a killed process stay assigned to it. Kafka's default is 45 s.
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            "10000",
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName(),
            // How long it may take to notice that a broker is available again. SmallRye's default is 10 s.
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "1000");

    /**
     * A group waits that long for a member that has vanished with its answer, for example after a firewall has dropped its
     * connection, and handles nothing meanwhile. Kafka's default is 5 min, which allows for processing between two
     * polls. Here, a poll waits at most for the deliveries of a revoked partition, and for the commit of its offsets.
     */
    private static final Duration LEAST_POLL_INTERVAL = Duration.ofMinutes(1);

    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final BatonModel model;
    private final ConsumerMemory memory;
    private final Duration drainTimeout;

    ConsumerDefaults(BatonModel model, ConsumerMemory memory, BatonConfig config) {
        this.model = model;
        this.memory = memory;
        this.drainTimeout = config.kafka().drainTimeout();
    }

    /** Runs before the customizers of the application, which may change the defaults. */
    @Override
    public int getPriority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
        if (model.function(channel).isPresent()) {
            ChannelDefaults.putUnlessSaid(DEFAULTS, channelConfig, config);
            ChannelDefaults.putUnlessSaid(memory.fetchSizes(), channelConfig, config);
            ChannelDefaults.putUnlessSaid(
                    Map.of(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Long.toString(pollInterval(drainTimeout))),
                    channelConfig,
                    config);
        }
        return config;
    }

    /** Returns the most milliseconds between two polls. */
    static long pollInterval(Duration drainTimeout) {
        Duration longest = drainTimeout.multipliedBy(2).plus(MARGIN);
        return Math.min(Integer.MAX_VALUE, Math.max(LEAST_POLL_INTERVAL.toMillis(), longest.toMillis()));
    }
}
