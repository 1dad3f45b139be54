package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.baton.embedded.Port;
import dev.baton.runtime.delivery.Outcome;
import io.quarkus.test.QuarkusUnitTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a webhook learns of new dead letters, and that it holds up nothing. */
class DeadLetterNoticesTest extends DirectDeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POISON = 666_666;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(DirectDeliveryTest.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.dead-letters.webhook.url", "http://127.0.0.1:" + Port.free() + "/hook?a=b")
            .overrideConfigKey("baton.dead-letters.webhook.timeout", "2m")
            .overrideConfigKey("baton.dead-letters.webhook.interval", "2s");

    private record Received(String type, String source, String subject, String id, JsonNode data, String body) {}

    @ConfigProperty(name = "baton.dead-letters.webhook.url")
    URI webhook;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), webhook.getPort()), 0);
        server.setExecutor(threads);
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes());
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    headers.getFirst("ce-type"),
                    headers.getFirst("ce-source"),
                    headers.getFirst("ce-subject"),
                    headers.getFirst("ce-id"),
                    new ObjectMapper().readTree(body),
                    body));
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        mayAnswer.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** The second notice also tells of letters that came while the webhook did not answer the first one. */
    @Test
    void aFloodIsTwoNoticesWithoutDataAndWaitsForNoAnswer() {
        fail(1);
        await("the webhook is asked").atMost(PATIENCE).until(() -> received.size() == 1);

        fail(30); // although the webhook has not answered
        mayAnswer.countDown();

        await("the others").atMost(PATIENCE).until(() -> received.size() == 2);
        Received first = received.get(0);
        assertThat(first.type()).isEqualTo("dev.baton.dead-letter.created.v1");
        assertThat(first.source()).isEqualTo("/it-engine/functions/count-step");
        assertThat(first.subject()).isEqualTo("count-step");
        assertThat(first.data().path("count").asInt()).isEqualTo(1);
        assertThat(first.data().path("errorClass").asText()).endsWith("PermanentFailureException");
        assertThat(received.get(1).data().path("count").asInt()).isEqualTo(30);
        assertThat(received.get(1).id()).isNotEqualTo(first.id());
        assertThat(first.body()).doesNotContain(name).doesNotContain("666,666");
        assertThat(first.data().path("first").path("type").asText()).isEqualTo("counting.step.v1");
    }

    private void fail(int events) {
        for (int i = 0; i < events; i++) {
            assertThat(fromTopic(step(POISON), 1)).isInstanceOf(Outcome.Rejected.class);
        }
    }
}
