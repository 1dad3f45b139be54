package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonModel;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.eclipse.microprofile.config.Config;

/**
 * Checks the complete configuration of a function's Kafka consumer, and connects the consumer to the function's lanes.
 */
@Singleton
class ConsumerGuarantees implements ClientCustomizer<Map<String, Object>> {

    /** The settings that the consumer rejects with the protocol of KIP-848, where the broker decides about them. */
    private static final List<String> CLASSIC_ONLY = List.of(
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);

    private final BatonModel model;
    private final Map<String, String> functions = new ConcurrentHashMap<>();

    ConsumerGuarantees(BatonModel model) {
        this.model = model;
    }

    /** Runs after the customizers of the application. */
    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
        String function = withoutIndex(channel);
        if (model.function(function).isPresent()) {
            ChannelRules.check(function, channelConfig, config);
            checkGroup(function, String.valueOf(config.get(ConsumerConfig.GROUP_ID_CONFIG)));
            dropRefused(config);
            connect(config);
        }
        return config;
    }

    /**
     * Returns the channel's name without the index that the connector adds to the copies of a channel with
     * {@code concurrency}.
     */
    private static String withoutIndex(String channel) {
        return channel.replaceFirst("\\$\\d+$", "");
    }

    private void checkGroup(String function, String group) {
        String owner = functions.computeIfAbsent(group, any -> function);
        if (!owner.equals(function)) {
            throw ChannelRules.oneGroup(group, owner, function);
        }
    }

    private static void dropRefused(Map<String, Object> config) {
        Object protocol = config.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        if (protocol != null && GroupProtocol.CONSUMER.name().equalsIgnoreCase(protocol.toString())) {
            CLASSIC_ONLY.forEach(config::remove);
        }
    }

    /**
     * Adds an interceptor before those of the application, and one after them. Those of the application may leave
     * records out.
     */
    private static void connect(Map<String, Object> config) {
        List<Object> interceptors = new ArrayList<>();
        interceptors.add(FirstInterceptor.class.getName());
        Object configured = config.get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        if (configured instanceof List<?> list) {
            interceptors.addAll(list);
        } else if (configured != null && !configured.toString().isBlank()) {
            interceptors.addAll(List.of(configured.toString().trim().split("\\s*,\\s*")));
        }
        interceptors.add(LaneInterceptor.class.getName());
        config.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, interceptors);
        config.put(LaneInterceptor.Link.SETTING, new LaneInterceptor.Link());
    }
}
