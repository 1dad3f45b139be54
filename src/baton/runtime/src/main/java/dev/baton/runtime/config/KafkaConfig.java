package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How events are consumed from Kafka. The clients are configured as SmallRye channels: {@code mp.messaging.*}. */
@ConfigGroup
public interface KafkaConfig {

    /**
     * Whether the functions of this process consume from Kafka. Default: yes, unless there is a sink and no broker
     * is configured, either by {@code kafka.bootstrap.servers} or for a channel or the connector.
     */
    @WithDefault("true")
    boolean enabled();

    /** Whether missing topics are created at start. Default: in dev and test mode only. */
    Optional<Boolean> createTopics();

    /** The number of partitions of a topic that Baton creates. */
    @WithDefault("8")
    int partitions();

    /** The replication factor of a topic that Baton creates. Default: the broker's. */
    Optional<Short> replicationFactor();

    /**
     * The maximum size of a record of a compressed batch when it is unpacked, in bytes. A larger record becomes a dead
     * letter without its data, which stays on the topic. Records that are not compressed are bounded by the topic's
     * {@code max.message.bytes} alone.
     */
    @WithDefault("10M")
    MemorySize maxRecordSize();

    /** How often the offsets of committed transactions are committed to the broker. */
    @WithDefault("200ms")
    Duration commitInterval();

    /** How long a revoked partition waits for its running delivery before another process takes it over. */
    @WithDefault("20s")
    Duration drainTimeout();
}
