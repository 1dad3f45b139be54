package dev.baton.kafka;

import dev.baton.routing.BatonFunction;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.smallrye.reactive.messaging.providers.helpers.CDIUtils;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import io.smallrye.reactive.messaging.providers.impl.Configs;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/** Makes the streams of messages that the Kafka connector has for the functions' channels. */
@Singleton
class ChannelSources {

    private final ChannelRegistry registry;
    private final InboundConnector connector;
    private final Instance<PublisherDecorator> decorators;
    private final Config config;

    ChannelSources(
            ChannelRegistry registry,
            @Connector(KafkaConnector.CONNECTOR_NAME) InboundConnector connector,
            Instance<PublisherDecorator> decorators,
            Config config) {
        this.registry = registry;
        this.connector = connector;
        this.decorators = decorators;
        this.config = config;
    }

    /** The channel's stream as it was made at start. */
    Multi<? extends Message<?>> first(BatonFunction function) {
        return Multi.createFrom()
                .publisher(registry.getPublishers(function.name()).get(0));
    }

    /** A new stream with a Kafka consumer of its own: a stream can't be subscribed to again when its consumer is closed. */
    Multi<? extends Message<?>> another(BatonFunction function) {
        Config channel = Configs.incoming(config, KafkaConnector.CONNECTOR_NAME, function.name());
        Multi<? extends Message<?>> messages = MultiUtils.publisher(connector.getPublisher(channel));
        for (PublisherDecorator decorator : CDIUtils.getSortedInstances(decorators)) {
            messages = decorator.decorate(messages, List.of(function.name()), true);
        }
        return messages;
    }
}
