package dev.baton.runtime.channel.kafka;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A Kafka cluster, as a client of this process reaches it.
 *
 * @param access where it is, and what the client proves itself with
 */
record Cluster(Map<String, Object> access) {

    private static final String TLS = "tls-configuration-name";

    /** The cluster that a client with this configuration uses. */
    static Cluster of(Map<String, Object> client) {
        return new Cluster(client.entrySet().stream()
                .filter(setting -> isAccess(setting.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Returns those settings of a client that an admin client has as well. */
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

    /** Where it is; never what the client proves itself with. */
    @Override
    public String toString() {
        return String.valueOf(access.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }
}
