package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import java.util.Optional;

/** The settings of one function. */
@ConfigGroup
public interface FunctionConfig {

    /** How the events of the function are retried. */
    FunctionRetryConfig retry();

    /**
     * The SmallRye channel from which the function takes its events: a channel of any connector other than Kafka's,
     * or a channel to which the application itself sends. The build fixes this setting. Default: a Kafka channel
     * with the name of the function.
     */
    Optional<String> channel();

    /** How JSON messages of the channel that are not CloudEvents become events. */
    ChannelEventConfig event();
}
