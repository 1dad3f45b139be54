package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import java.net.URI;
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

    /**
     * The address of the processes of the function. A process that publishes the outbox and does not have the function
     * posts due events of the retry table there if no running process takes them, which starts a process on Knative.
     * {@code /functions/<name>} is added to an address without a path. The generated manifests set it for the relay.
     * The environment variable of the function {@code ship-order} is {@code BATON_FUNCTIONS__SHIP_ORDER__URL}.
     */
    Optional<URI> url();

    /** How JSON messages of the channel that are not CloudEvents become events. */
    ChannelEventConfig event();
}
