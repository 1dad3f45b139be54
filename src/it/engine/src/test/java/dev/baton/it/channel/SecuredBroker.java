package dev.baton.it.channel;

import dev.baton.embedded.ClientListener;
import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.Placement;
import dev.baton.it.http.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * A broker that requires TLS and a password. It runs outside the application, whose class loader has another copy of
 * this class, so both share only what the JDK holds.
 */
final class SecuredBroker {

    static final String USER = "shop";

    /** Everyone may do what no rule denies. */
    private static final Map<String, String> AUTHORIZER = Map.of(
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users",
            "User:ANONYMOUS",
            "allow.everyone.if.no.acl.found",
            "true");

    private static final String STOP = "secured-broker.stop";
    private static final String START = "secured-broker.start";
    private static final String CLOSE = "secured-broker.close";

    private final Path files;
    private final int port;
    private EmbeddedBroker running;

    SecuredBroker(Path files, int port) {
        this.files = files;
        this.port = port;
    }

    /** Returns a directory for files. Each test process has its own. */
    static Path files(String name) {
        try {
            return Files.createDirectories(
                    Path.of("target", name + "-" + ProcessHandle.current().pid())
                            .toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the certificate that its clients trust. */
    static Path certificate(Path files) {
        return ServerCertificate.in(files, "broker").file();
    }

    static String login(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(USER, password);
    }

    /** Returns the configuration of a client outside the application. */
    static Map<String, Object> client(String bootstrapServers, Path files, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "security.protocol",
                "SASL_SSL",
                SaslConfigs.SASL_MECHANISM,
                "PLAIN",
                SaslConfigs.SASL_JAAS_CONFIG,
                login(password),
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                "PEM",
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                certificate(files).toString());
    }

    /** Starts the broker, and lets the application's copy of this class stop and start it. */
    void open(String password) {
        run(password);
        System.getProperties().put(STOP, (Runnable) () -> running.close());
        System.getProperties().put(START, (Consumer<String>) this::run);
        System.getProperties().put(CLOSE, (Runnable) () -> running.close());
    }

    static void stop() {
        ((Runnable) System.getProperties().get(STOP)).run();
    }

    /** Starts the broker again with its data, and possibly with another password. */
    @SuppressWarnings("unchecked")
    static void start(String password) {
        ((Consumer<String>) System.getProperties().get(START)).accept(password);
    }

    static void close() {
        ((Runnable) System.getProperties().remove(CLOSE)).run();
    }

    private void run(String password) {
        ServerCertificate certificate = ServerCertificate.in(files, "broker");
        ClientListener listener =
                ClientListener.saslSsl(certificate.store(), ServerCertificate.PASSWORD, Map.of(USER, password));
        Placement placement = Placement.temporary().onPort(port).keptIn(files.resolve("data"));
        running = new EmbeddedBroker(placement, listener, AUTHORIZER).start();
    }
}
