package dev.baton.runtime.channel;

import dev.baton.runtime.config.FunctionConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.Optional;

/**
 * The functions that take their events from a channel other than their own Kafka channel, as determined at build time.
 *
 * @param channels the channels by function name
 */
public record ChannelAssignment(Map<String, String> channels) {

    public Optional<String> of(String function) {
        return Optional.ofNullable(channels.get(function));
    }

    /**
     * Checks the run-time settings against those of the build.
     *
     * @throws ConfigurationException when a channel at run time differs from the one in the build
     */
    void check(Map<String, FunctionConfig> settings) {
        settings.forEach((function, own) -> {
            if (!own.channel().equals(of(function))) {
                throw new ConfigurationException(
                        ("baton.functions.%s.channel is %s now, but was %s at build time and can't change afterwards:"
                                        + " rebuild the application, or restore the old value")
                                .formatted(function, shown(own.channel()), shown(of(function))));
            }
        });
    }

    /** Returns why a function can't take its events from a channel of the Kafka connector. */
    public static String kafka(String function, String channel) {
        return ("baton.functions.%1$s.channel=%2$s is a channel of the connector smallrye-kafka, to which the settings"
                        + " that keep Baton's guarantees are not applied: remove baton.functions.%1$s.channel, and"
                        + " configure the function's own Kafka channel, mp.messaging.incoming.%1$s.* (bootstrap.servers"
                        + " and so on)")
                .formatted(function, channel);
    }

    private static String shown(Optional<String> channel) {
        return channel.map(name -> "'" + name + "'").orElse("not set");
    }
}
