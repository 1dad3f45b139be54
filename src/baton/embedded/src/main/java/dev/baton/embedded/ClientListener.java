package dev.baton.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The listener of an embedded broker that clients connect to. The broker's own connections are in plain text.
 *
 * @param protocol the security protocol, as Kafka names it
 * @param settings the broker settings that belong to the listener
 */
public record ClientListener(String protocol, Map<String, String> settings) {

    private static final String PLAIN = "PLAINTEXT";
    private static final String NAME = "CLIENT";
    private static final String INTERNAL = "INTERNAL";
    private static final String PREFIX = "listener.name.client.";

    /** Returns a listener in plain text, without authentication. */
    public static ClientListener plain() {
        return new ClientListener(PLAIN, Map.of());
    }

    /**
     * Returns a listener with TLS on which clients authenticate with names and passwords (SASL PLAIN).
     *
     * @param keys a PKCS #12 store with the broker's certificate
     * @param users the passwords by user name
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

    /**
     * Returns the listener at this port and, if it is not in plain text, another one for the broker's own connections.
     */
    String at(int port) {
        String clients = NAME + "://" + Port.HOST + ":" + port;
        return isPlain() ? clients : clients + "," + INTERNAL + "://" + Port.HOST + ":" + Port.free();
    }

    String protocols() {
        return NAME + ":" + protocol + (isPlain() ? "" : "," + INTERNAL + ":" + PLAIN);
    }

    /** Returns the name of the listener that the broker itself uses. */
    String ofTheBroker() {
        return isPlain() ? NAME : INTERNAL;
    }

    private boolean isPlain() {
        return protocol.equals(PLAIN);
    }

    /** Returns the protocol, without passwords. */
    @Override
    public String toString() {
        return protocol;
    }
}
