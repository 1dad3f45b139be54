package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How code waits for a follow-up of an event. */
@ConfigGroup
public interface RequestConfig {

    /**
     * The maximum number of requests of this process that may wait for a reply at once. Further requests are
     * rejected.
     */
    @WithDefault("10000")
    int maxWaiting();

    /** How long the reply topics are still read while no request waits. */
    @WithDefault("1m")
    Duration idleTimeout();
}
