package dev.baton.runtime.channel;

import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.schema.SchemaCheck;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Feeds functions from channels other than Baton's own Kafka channels. */
@Singleton
class ChannelBinding {

    private final BatonModel model;
    private final ChannelAssignment assignment;
    private final BatonConfig config;
    private final ChannelStreams streams;
    private final SchemaCheck schema;
    private final FeedFactory factory;
    private final List<FunctionFeed> feeds = new ArrayList<>();

    ChannelBinding(
            BatonModel model,
            ChannelAssignment assignment,
            BatonConfig config,
            ChannelStreams streams,
            SchemaCheck schema,
            FeedFactory factory) {
        this.model = model;
        this.assignment = assignment;
        this.config = config;
        this.streams = streams;
        this.schema = schema;
        this.factory = factory;
    }

    void start(@Observes StartupEvent event) {
        assignment.check(config.functions());
        for (BatonFunction function : model.functions()) {
            channelOf(function).ifPresent(channel -> feeds.add(feed(function, channel)));
        }
        feeds.forEach(FunctionFeed::start);
    }

    /** Stops all feeds at once, before the connectors close their clients. */
    void stop(@Observes Stopping event) {
        FeedThread.stopAll(feeds.stream().<Runnable>map(feed -> feed::stop).toList());
        feeds.clear();
    }

    List<FunctionFeed> feeds() {
        return feeds;
    }

    private FunctionFeed feed(BatonFunction function, String channel) {
        return new FunctionFeed(
                function.name(), channel, streams, schema, factory.drainTimeout(), factory.feeds(function, channel));
    }

    /** Returns the channel that the function uses instead of its Kafka channel. */
    private Optional<String> channelOf(BatonFunction function) {
        Optional<String> configured = assignment.of(function.name());
        if (configured.isEmpty()) {
            return Optional.of(function.name()).filter(this::isOfAnotherConnector);
        }
        String channel = configured.get();
        if (!streams.has(channel) && !streams.isDisabled(channel)) {
            throw new ConfigurationException(("baton.functions.%s.channel=%s, but there is no such channel:"
                            + " configure mp.messaging.incoming.%2$s.connector, or send to it with @Outgoing"
                            + " or an Emitter")
                    .formatted(function.name(), channel));
        }
        if (streams.connector(channel).equals(Optional.of(ChannelStreams.KAFKA))) {
            throw new ConfigurationException(ChannelAssignment.kafka(function.name(), channel));
        }
        return configured.filter(streams::has);
    }

    /** A function's own channel may be given another connector at run time, for example the in-memory connector. */
    private boolean isOfAnotherConnector(String channel) {
        return streams.has(channel) && !streams.connector(channel).equals(Optional.of(ChannelStreams.KAFKA));
    }
}
