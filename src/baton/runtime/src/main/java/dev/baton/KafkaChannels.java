package dev.baton;

import java.util.Map;

/**
 * The configuration of the application's SmallRye Kafka channels, for an application that creates its own Kafka client,
 * for example one that reads without a consumer group.
 */
public interface KafkaChannels {

    /**
     * Returns the configuration of the Kafka consumer of this incoming channel as SmallRye's connector builds it: from
     * {@code mp.messaging.incoming.<channel>.*}, {@code mp.messaging.connector.smallrye-kafka.*},
     * {@code kafka-configuration} and {@code kafka.*}, with {@code client-id-prefix}, {@code tls-configuration-name}
     * and every {@code ClientCustomizer} applied. Each call evaluates the settings again, so that a client that
     * replaces another one gets the current credentials.
     *
     * @return a new map, which the caller may change; it has a {@code group.id} only if the channel itself configures
     *     one
     */
    Map<String, Object> incoming(String channel);

    /**
     * Bounds the records that the calling thread polls from now on: a record of a compressed batch that is larger than
     * {@code baton.kafka.max-record-size} when it is unpacked comes without its value. Otherwise one such record fails
     * the thread, or the process, for lack of memory. It has no effect in dev and test mode.
     */
    void boundRecords();
}
