package dev.baton.channel;

import dev.baton.config.BatonConfig.FunctionSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.Optional;

/**
 * Which functions take their events from a channel that is not their own Kafka channel, as the build found it.
 *
 * @param channels the channels by the functions' names
 */
public record ChannelAssignment(Map<String, String> channels) {

    Optional<String> of(String function) {
        return Optional.ofNullable(channels.get(function));
    }

    /** @throws ConfigurationException when the run time says something else than the build */
    void check(Map<String, FunctionSettings> settings) {
        settings.forEach((function, own) -> {
            if (!own.channel().equals(of(function))) {
                throw new ConfigurationException(
                        ("baton.functions.%s.channel is %s now, but was %s in the build, which fixes it:"
                                        + " build again, or set it back")
                                .formatted(function, shown(own.channel()), shown(of(function))));
            }
        });
    }

    private static String shown(Optional<String> channel) {
        return channel.map(name -> "'" + name + "'").orElse("not set");
    }
}
