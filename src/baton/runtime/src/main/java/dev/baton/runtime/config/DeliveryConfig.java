package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How events are delivered to functions. */
@ConfigGroup
public interface DeliveryConfig {

    /** The maximum number of events of one partition that share one session and one transaction. */
    @WithDefault("500")
    int batchSize();

    /**
     * The approximate maximum size of the events that share one transaction. An event counts with its data and 1 KiB,
     * and is in memory several times during its delivery. Default: a 256th of the heap, at least 64 KiB and at most 1
     * MiB.
     */
    Optional<MemorySize> batchBytes();

    /**
     * The maximum number of concurrent deliveries of topics (micro-batches) and of HTTP requests in this process.
     * In addition, the process runs up to two deliveries from the retry table at once. Each delivery holds one
     * database connection, and a function may take a second one, so use at most half of
     * {@code quarkus.datasource.reactive.max-size}.
     */
    @WithDefault("4")
    int concurrency();

    /**
     * The maximum size of an event in the outbox, in bytes of data and attributes. Kafka's own limit is 1 MiB by
     * default.
     */
    @WithDefault("1000000")
    MemorySize maxEventSize();

    /** How long a function may take for one event. A call that takes longer counts as a failed attempt. */
    @WithDefault("30s")
    Duration timeLimit();
}
