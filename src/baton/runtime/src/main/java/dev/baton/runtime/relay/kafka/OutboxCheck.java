package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.channel.kafka.BatonChannels;
import dev.baton.runtime.channel.kafka.ChannelSettings;
import dev.baton.runtime.channel.kafka.KafkaUse;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Rejects, at start, settings of the channel {@code baton-outbox} that would break a guarantee, if this process
 * publishes to Kafka.
 */
@Singleton
class OutboxCheck {

    private static final String CONNECTOR = "mp.messaging.connector." + KafkaConnector.CONNECTOR_NAME + ".";

    private final KafkaUse use;
    private final ChannelSettings channels;
    private final Config config;

    OutboxCheck(KafkaUse use, ChannelSettings channels, Config config) {
        this.use = use;
        this.channels = channels;
        this.config = config;
    }

    /** Runs before SmallRye creates the channels, which would fail with its own messages. */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {
        if (use.publishes()) {
            OutboxRules.checkChannel(this::attribute, this::origin);
            OutboxRules.checkProducer(channels.outgoing(BatonChannels.OUTBOX), this::origin);
        }
    }

    private Optional<String> attribute(String name) {
        return origin(name).flatMap(key -> config.getOptionalValue(key, String.class));
    }

    /** Returns the full name of the setting, in the order in which SmallRye looks for it. */
    private Optional<String> origin(String name) {
        return Stream.of(BatonChannels.OUTBOX_PREFIX, CONNECTOR, "kafka.")
                .map(prefix -> prefix + name)
                .filter(key -> config.getConfigValue(key).getRawValue() != null)
                .findFirst();
    }
}
