package dev.baton.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Baton's configuration at run time. */
@ConfigMapping(prefix = "baton")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface BatonConfig {

    /** How deliveries are made. */
    Delivery delivery();

    /** How the outbox is published. */
    Relay relay();

    /** How events are consumed from Kafka. */
    Kafka kafka();

    /**
     * The components of the database schema that this application needs, and the least version of each. The component
     * {@code baton} is always needed.
     */
    Map<String, Integer> schema();

    /** How deliveries are made. */
    interface Delivery {

        /** The most events of one partition that share one session and one transaction. */
        @WithDefault("500")
        int batchSize();

        /**
         * The most deliveries (micro-batches) that run at once in this process. Each holds one database connection; a
         * function may take a second one, so keep it at half of {@code quarkus.datasource.reactive.max-size} or less.
         */
        @WithDefault("4")
        int concurrency();

        /** The largest event data, in bytes, that may be stored in the outbox. Kafka's own limit is 1 MiB by default. */
        @WithDefault("1000000")
        int maxEventSize();

        /** The pause before the first retry of a failed event; it doubles with each further attempt. */
        @WithDefault("100ms")
        Duration retryDelay();

        /** The longest pause between two attempts. */
        @WithDefault("30s")
        Duration maxRetryDelay();
    }

    /** How the outbox is published. */
    interface Relay {

        /** Whether this process publishes the outbox. At least one process has to. */
        @WithDefault("true")
        boolean enabled();

        /** The most events that are published in one transaction. */
        @WithDefault("1000")
        int batchSize();

        /** How long the relay sleeps when nothing wakes it: what delayed events and those of dead processes may wait. */
        @WithDefault("500ms")
        Duration pollInterval();
    }

    /** How events are consumed from Kafka. */
    interface Kafka {

        /** Whether the functions of this process consume from Kafka. */
        @WithDefault("true")
        boolean enabled();

        /** Whether missing topics are created at start. Default: in dev and test mode only. */
        Optional<Boolean> createTopics();

        /** The number of partitions of a topic that Baton creates. */
        @WithDefault("8")
        int partitions();

        /** The replication factor of a topic that Baton creates. Default: the broker's. */
        Optional<Short> replicationFactor();

        /** The longest wait of one poll. */
        @WithDefault("100ms")
        Duration pollTimeout();

        /** How often the offsets of committed transactions are committed to the broker. */
        @WithDefault("200ms")
        Duration commitInterval();

        /** How long a revoked partition waits for its running delivery, before another process takes it over. */
        @WithDefault("20s")
        Duration drainTimeout();
    }
}
