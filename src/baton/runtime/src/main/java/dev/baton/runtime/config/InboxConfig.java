package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long events are remembered. */
@ConfigGroup
public interface InboxConfig {

    /**
     * How long a handled event is remembered. If an event is sent again after that time, it is handled again. Use a
     * longer time than topics retain events and senders repeat them.
     */
    @WithDefault("14d")
    Duration retention();

    /** How often this process looks for events to forget. 0 turns this off in this process. */
    @WithDefault("1m")
    Duration expiryInterval();

    /** The maximum number of events that are forgotten in one transaction. */
    @WithDefault("1000")
    int expiryStep();
}
