package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.ClientListener;
import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.Placement;
import dev.baton.embedded.Port;
import dev.baton.it.http.ServerCertificate;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A function that takes its events from a cluster other than the application's, with SASL and TLS. */
class TwoClustersTest {

    private static final String TOPIC = "counting.step.v1";
    private static final String CHANNEL = "mp.messaging.incoming.count-step.";
    private static final Path FILES = directory();
    private static final ServerCertificate CERTIFICATE = ServerCertificate.in(FILES, "broker");
    private static final int PORT = Port.free();
    private static final EmbeddedBroker SECOND = new EmbeddedBroker(
            Placement.temporary().onPort(PORT),
            ClientListener.saslSsl(CERTIFICATE.store(), ServerCertificate.PASSWORD, Map.of("shop", "shop-secret")),
            Map.of());

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Counting.CLASSES).addClasses(Broker.class, ServerCertificate.class))
            .setBeforeAllCustomizer(SECOND::start)
            .setAfterAllCustomizer(SECOND::close)
            .overrideConfigKey(CHANNEL + "bootstrap.servers", "127.0.0.1:" + PORT)
            .overrideConfigKey(CHANNEL + "security.protocol", "SASL_SSL")
            .overrideConfigKey(CHANNEL + "sasl.mechanism", "PLAIN")
            .overrideConfigKey(CHANNEL + "sasl.jaas.config", login("username=\"shop\" password=\"shop-secret\""))
            .overrideConfigKey(CHANNEL + "tls-configuration-name", "second")
            .overrideConfigKey(
                    "quarkus.tls.second.trust-store.pem.certs",
                    CERTIFICATE.file().toString());

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String first;

    @ConfigProperty(name = CHANNEL + "bootstrap.servers")
    String second;

    @ConfigProperty(name = CHANNEL + "sasl.jaas.config")
    String login;

    @ConfigProperty(name = "quarkus.tls.second.trust-store.pem.certs")
    String certificate;

    @Test
    void eventsOfTheOtherClusterAreHandledAndFollowUpsGoToTheApplicationsOwn() throws Exception {
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
        String name = UUID.randomUUID().toString();
        await("topic of the function").atMost(Duration.ofSeconds(60)).until(() -> secondHas(TOPIC));
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer())) {
            byte[] data = "{\"name\":\"%s\",\"number\":1}".formatted(name).getBytes(StandardCharsets.UTF_8);
            producer.send(Broker.binary(
                    new ProducerRecord<>(TOPIC, name, data), name, "/test/elsewhere", "application/json"));
            producer.flush();
        }

        try (Broker broker = new Broker(first)) {
            assertThat(broker.read("counting.counted.v1", name, 1))
                    .extracting(event -> event.get("number"))
                    .containsExactly(1);
        }
        assertThat(secondHas("counting.counted.v1")).isFalse();
    }

    private boolean secondHas(String topic) throws Exception {
        try (Admin admin = Admin.create(client())) {
            return admin.listTopics().names().get().contains(topic);
        }
    }

    private Map<String, Object> client() {
        return Map.of(
                "bootstrap.servers",
                second,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate);
    }

    private static String login(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
    }

    private static Path directory() {
        try {
            return Files.createDirectories(
                    Path.of("target", "two-clusters-" + ProcessHandle.current().pid())
                            .toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
