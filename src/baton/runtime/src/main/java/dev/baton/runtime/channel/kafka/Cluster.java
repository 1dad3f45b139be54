package dev.baton.runtime.channel.kafka;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A Kafka cluster, as a client of this process reaches it.
 *
 * @param access the settings for the cluster's address and for the client's authentication
 */
record Cluster(Map<String, Object> access) {

    private static final String TLS = "tls-configuration-name";

    /** Returns the cluster that a client with this configuration uses. */
    static Cluster of(Map<String, Object> client) {
        return new Cluster(client.entrySet().stream()
                .filter(setting -> isAccess(setting.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Returns the settings of a client that an admin client also has. */
    static Map<String, Object> admin(Map<String, Object> client) {
        return client.entrySet().stream()
                .filter(setting -> isAccess(setting.getKey())
                        || AdminClientConfig.configNames().contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isAccess(String setting) {
        return setting.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                || setting.equals(CommonClientConfigs.CLIENT_DNS_LOOKUP_CONFIG)
                || setting.equals(TLS)
                || Stream.of("security.", "sasl.", "ssl.").anyMatch(setting::startsWith);
    }

    /** Returns the cluster's address, but never the client's credentials. */
    @Override
    public String toString() {
        return String.valueOf(access.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }
}
