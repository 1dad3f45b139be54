package dev.baton.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What clients of an embedded broker connect to. The broker's own connections are plain text.
 *
 * @param protocol the security protocol, in Kafka's words
 * @param settings of the broker that belong to it
 */
public record ClientListener(String protocol, Map<String, String> settings) {

    private static final String PLAIN = "PLAINTEXT";
    private static final String NAME = "CLIENT";
    private static final String INTERNAL = "INTERNAL";
    private static final String PREFIX = "listener.name.client.";

    /** Plain text, without authentication. */
    public static ClientListener plain() {
        return new ClientListener(PLAIN, Map.of());
    }

    /**
     * TLS, with names and passwords (SASL PLAIN).
     *
     * @param keys a PKCS #12 store with the broker's certificate
     * @param users the passwords by name
     */
    public static ClientListener saslSsl(Path keys, String storePassword, Map<String, String> users) {
        String known = users.entrySet().stream()
                .map(user -> " user_%s=\"%s\"".formatted(user.getKey(), user.getValue()))
                .collect(Collectors.joining());
        return new ClientListener(
                "SASL_SSL",
                Map.of(
                        PREFIX + "ssl.keystore.type",
                        "PKCS12",
                        PREFIX + "ssl.keystore.location",
                        keys.toString(),
                        PREFIX + "ssl.keystore.password",
                        storePassword,
                        PREFIX + "sasl.enabled.mechanisms",
                        "PLAIN",
                        PREFIX + "plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required" + known + ";"));
    }

    /** The listeners at this port, and where the broker reaches itself if clients must prove who they are. */
    String at(int port) {
        String clients = NAME + "://" + Port.HOST + ":" + port;
        return isPlain() ? clients : clients + "," + INTERNAL + "://" + Port.HOST + ":" + Port.free();
    }

    String protocols() {
        return NAME + ":" + protocol + (isPlain() ? "" : "," + INTERNAL + ":" + PLAIN);
    }

    /** The listener that the broker itself uses. */
    String ofTheBroker() {
        return isPlain() ? NAME : INTERNAL;
    }

    private boolean isPlain() {
        return protocol.equals(PLAIN);
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return protocol;
    }
}
