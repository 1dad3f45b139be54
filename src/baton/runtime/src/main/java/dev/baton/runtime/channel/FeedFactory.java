package dev.baton.runtime.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.delivery.Lane;
import dev.baton.runtime.delivery.LaneSettings;
import dev.baton.runtime.retry.RetryTerms;
import dev.baton.runtime.sql.DatabaseErrors;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Creates the feeds of functions. */
@Singleton
class FeedFactory {

    private final LaneSettings lanes;
    private final RetryTerms terms;
    private final DatabaseErrors errors;
    private final BatonConfig config;
    private final ObjectMapper json;
    private final List<ConnectorReader> connectors;

    FeedFactory(
            LaneSettings lanes,
            RetryTerms terms,
            DatabaseErrors errors,
            BatonConfig config,
            ObjectMapper json,
            @All List<ConnectorReader> connectors) {
        this.lanes = lanes;
        this.terms = terms;
        this.errors = errors;
        this.config = config;
        this.json = json;
        this.connectors = connectors;
    }

    Duration drainTimeout() {
        return config.kafka().drainTimeout();
    }

    /** Returns a function that creates feeds, each of which reports its progress to its owner. */
    Function<ChannelFeed.Owner, ChannelFeed> feeds(BatonFunction function, String channel) {
        RetryTerms.Terms own = terms.of(function.name());
        Lane.Setting setting = lanes.of(function);
        Optional<JsonMapping> mapping = Optional.ofNullable(config.functions().get(function.name()))
                .flatMap(settings -> JsonMapping.of(function, settings.event()));
        MessageReader reader = new MessageReader(channel, json, mapping, connectors);
        return owner -> new ChannelFeed(channel, setting, reader, own, errors, owner);
    }
}
