package dev.baton.runtime.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.smallrye.reactive.messaging.providers.helpers.CDIUtils;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import io.smallrye.reactive.messaging.providers.impl.Configs;
import io.smallrye.reactive.messaging.providers.impl.ConfiguredChannelFactory;
import io.smallrye.reactive.messaging.providers.impl.ConnectorFactories;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The message streams of incoming channels. */
@Singleton
public class ChannelStreams {

    static final String KAFKA = KafkaConnector.CONNECTOR_NAME;

    private final ChannelRegistry registry;
    private final ConnectorFactories connectors;
    private final Instance<PublisherDecorator> decorators;
    private final Config config;

    ChannelStreams(
            ChannelRegistry registry,
            ConnectorFactories connectors,
            Instance<PublisherDecorator> decorators,
            Config config) {
        this.registry = registry;
        this.connectors = connectors;
        this.decorators = decorators;
        this.config = config;
    }

    /** Returns whether the channel exists: either it is configured and enabled, or the application sends to it. */
    public boolean has(String channel) {
        return !registry.getPublishers(channel).isEmpty();
    }

    /** Returns the channel's stream that was created at start. */
    public Multi<? extends Message<?>> first(String channel) {
        return Multi.createFrom().publisher(registry.getPublishers(channel).get(0));
    }

    /**
     * Returns a new stream of the channel's connector, with its own client, because not every connector's stream can be
     * subscribed to again after it has failed. For a channel that the application sends to, the stream is the same as
     * before.
     */
    public Multi<? extends Message<?>> another(String channel) {
        Optional<String> connector = connector(channel);
        return connector.isPresent() ? connected(channel, connector.get()) : first(channel);
    }

    /**
     * Returns the name of the channel's connector; empty when the application itself sends to the channel, or the
     * channel does not exist.
     */
    Optional<String> connector(String channel) {
        return setting(channel, "connector", String.class).map(this::fullName);
    }

    /** Returns the full name of a connector. SmallRye also accepts the name without its prefix. */
    private String fullName(String connector) {
        boolean known = connectors.getInboundConnectors().containsKey(connector);
        return known ? connector : ConfiguredChannelFactory.SMALLRYE_PREFIX + connector;
    }

    /** Returns whether the configuration turns the channel off. */
    boolean isDisabled(String channel) {
        return !setting(channel, "enabled", Boolean.class).orElse(true);
    }

    /** Returns the prefix of the configuration keys of an incoming channel. */
    public static String prefix(String channel) {
        return "mp.messaging.incoming." + (channel.contains(".") ? "\"" + channel + "\"" : channel) + ".";
    }

    private <T> Optional<T> setting(String channel, String key, Class<T> type) {
        return config.getOptionalValue(prefix(channel) + key, type);
    }

    private Multi<? extends Message<?>> connected(String channel, String name) {
        InboundConnector connector = connectors.getInboundConnectors().get(name);
        if (connector == null) {
            throw new IllegalStateException("channel " + channel + " has the connector " + name + ", which is missing");
        }
        Multi<? extends Message<?>> messages =
                MultiUtils.publisher(connector.getPublisher(Configs.incoming(config, name, channel)));
        for (PublisherDecorator decorator : CDIUtils.getSortedInstances(decorators)) {
            messages = decorator.decorate(messages, List.of(channel), true);
        }
        return messages;
    }
}
