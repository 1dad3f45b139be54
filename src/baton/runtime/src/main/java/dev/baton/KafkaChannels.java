package dev.baton;

import java.util.Map;

/**
 * The configuration of the application's SmallRye Kafka channels, for an application that makes a Kafka client of its
 * own: one that reads without a consumer group, for example.
 */
public interface KafkaChannels {

    /**
     * Returns the configuration of the Kafka consumer of this incoming channel, as SmallRye's connector makes it:
     * from {@code mp.messaging.incoming.<channel>.*}, {@code mp.messaging.connector.smallrye-kafka.*}, {@code
     * kafka-configuration} and {@code kafka.*}, with {@code client-id-prefix}, {@code tls-configuration-name} and
     * every {@code ClientCustomizer} applied. Each call evaluates them again, so that a client that replaces another
     * one gets the credentials of the moment.
     *
     * @return a new map, which the caller may change; without {@code group.id} unless the channel itself configures one
     */
    Map<String, Object> incoming(String channel);
}
