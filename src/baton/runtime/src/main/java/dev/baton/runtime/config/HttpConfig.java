package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How events are received over HTTP. */
@ConfigGroup
public interface HttpConfig {

    /** Whether the functions of this process receive events over HTTP. */
    @WithDefault("true")
    boolean enabled();

    /**
     * The path at which all functions that handle the type of an event receive it. {@code /functions/<name>} exists
     * in any case.
     */
    @WithDefault("/")
    String path();

    /** The maximum size of a request body, in bytes. */
    @WithDefault("1000000")
    MemorySize maxBodySize();

    /** The maximum number of events in a batch. */
    @WithDefault("500")
    int maxBatch();

    /**
     * The maximum number of requests that are read and handled at once. Further requests are answered with status
     * 429. Each request may hold a body in memory.
     */
    @WithDefault("100")
    int maxInFlight();

    /**
     * How long a sender may take to send the head of a request, and then the body, before its connection is closed. The
     * limit for heads holds for all HTTP servers of the process, and from the moment a connection is opened.
     */
    @WithDefault("10s")
    Duration readTimeout();

    /** How long a process that is told to stop waits for requests in flight. */
    @WithDefault("20s")
    Duration drainTimeout();

    /**
     * The origins that may deliver events. A sender asks for this permission with an OPTIONS request, according to
     * the CloudEvents web hook specification. {@code *} allows any origin.
     */
    Optional<Set<String>> webhookOrigins();
}
