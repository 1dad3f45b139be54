package dev.baton.it.channel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.baton.it.Tables;
import dev.baton.it.delivery.Broker;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application whose relay is off, and whose outbox belongs to another broker. */
class OutboxOfAnotherTest {

    private static final String SOCKET = "outbox-of-another-test.socket";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Asking.CLASSES).addClass(Broker.class))
            .setAfterAllCustomizer(OutboxOfAnotherTest::close)
            .overrideConfigKey("mp.messaging.outgoing.baton-outbox.bootstrap.servers", "127.0.0.1:" + listen())
            .overrideConfigKey("mp.messaging.outgoing.baton-outbox.acks", "1")
            .overrideConfigKey("baton.relay.enabled", "false");

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void aProcessThatPublishesNothingConnectsToNoBrokerForIt() throws Exception {
        String key = UUID.randomUUID().toString();
        try (Broker broker = new Broker(bootstrapServers)) {
            byte[] data = "{\"name\":\"%s\",\"number\":1}".formatted(key).getBytes(StandardCharsets.UTF_8);
            broker.send(Broker.binary(
                    new ProducerRecord<>(Asking.ASKED, key, data), key, "/outbox-of-another-test", "application/json"));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 1);
        RestAssured.when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));

        ServerSocket outbox = (ServerSocket) System.getProperties().get(SOCKET);
        outbox.setSoTimeout(1);
        assertThatThrownBy(outbox::accept).isInstanceOf(SocketTimeoutException.class);
    }

    private long waiting() {
        return Tables.number(pool, "select count(*) from baton_outbox");
    }

    /** Returns the port of a socket that the test and its copy in the application share. */
    private static int listen() {
        return ((ServerSocket) System.getProperties().computeIfAbsent(SOCKET, name -> open())).getLocalPort();
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close() {
        try {
            ((ServerSocket) System.getProperties().remove(SOCKET)).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
