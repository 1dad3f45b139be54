package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.STRUCTURED;
import static dev.baton.it.http.HttpCalls.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cases.RawConnection;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of requests that together would take more memory than there is for them. */
class BodyMemoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGE = 200_000;
    private static final int SENDERS = 8;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES).addClasses(HttpCalls.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.http.max-bytes-in-flight", "300000");

    @TestHTTPResource("/")
    URI base;

    @Inject
    Vertx vertx;

    private HttpCalls http;

    @BeforeEach
    void connect() {
        http = new HttpCalls(base);
        await().atMost(PATIENCE).until(() -> http.sent(newId(), newId(), 1).statusCode() == 200);
    }

    @AfterEach
    void letGo() {
        Parcels.WAITING.clear();
    }

    @Test
    void aBodyThatDoesNotFitIs503UntilThereIsRoom() {
        CompletableFuture<HttpResponse<String>> first = holdMemory();

        HttpResponse<String> refused = send(newId(), LARGE);
        assertThat(HttpCalls.problem(refused, 503)).contains("baton.http.max-bytes-in-flight");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(http.sent(newId(), newId(), 1).statusCode()).isEqualTo(200);

        Parcels.WAITING.clear();
        assertThat(first.join().statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> send(newId(), LARGE).statusCode() == 200);
    }

    @Test
    void aBodyThatIsAloneMayHaveMore() {
        await().atMost(PATIENCE).until(() -> send(newId(), 2 * LARGE).statusCode() == 200);
    }

    /** The sender of a body without a length learns of it in the middle. Its connection can be used again. */
    @Test
    void theAnswerCanBeReadAfterAllOfTheBodyWasSent() throws IOException {
        CompletableFuture<HttpResponse<String>> first = holdMemory();
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + STRUCTURED + "\r\n";
        String part = "186a0\r\n" + " ".repeat(100_000) + "\r\n";
        try (RawConnection connection = new RawConnection(base.getPort())) {
            connection.write(head + "Transfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent < 80; sent++) {
                connection.write(part);
            }
            String event = event(newId(), 1);
            connection.write("0\r\n\r\n").write(head + "Content-Length: " + event.length() + "\r\n\r\n" + event);

            assertThat(connection.head("retry-after")).isEqualTo("HTTP/1.1 503 Service Unavailable, 1");
            assertThat(connection.line()).contains("\"status\":503").endsWith("HTTP/1.1 200 OK");
        }
        Parcels.WAITING.clear();
        assertThat(first.join().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
    void allOfManyAreTakenInTheEndAndNoMemoryIsLost(String version) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.valueOf(version))
                .setHttp2ClearTextUpgrade(false)
                .setMaxPoolSize(SENDERS));
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            CompletableFuture<HttpResponse<String>> holding = holdMemory();
            Answer refused = post(client, newId());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("baton.http.max-bytes-in-flight");
            Parcels.WAITING.clear();
            assertThat(holding.join().statusCode()).isEqualTo(200);

            List<CompletableFuture<Void>> many = Stream.generate(HttpCalls::newId)
                    .limit(SENDERS)
                    .map(id -> CompletableFuture.runAsync(() -> sendUntilTaken(client, id), senders))
                    .toList();
            many.forEach(CompletableFuture::join);
            aBodyThatIsAloneMayHaveMore();
        } finally {
            senders.shutdownNow();
            client.close();
        }
    }

    private void sendUntilTaken(HttpClient client, String id) {
        await().atMost(PATIENCE).until(() -> post(client, id).status() == 200);
    }

    private record Answer(int status, String body) {}

    /** Sends a body whose length is not declared, with a real client of this version of HTTP. */
    private Answer post(HttpClient client, String id) {
        Future<Answer> answer = client.request(HttpMethod.POST, base.getPort(), base.getHost(), "/")
                .compose(request -> {
                    request.setChunked(true).putHeader("Content-Type", STRUCTURED);
                    request.write(Buffer.buffer(event(id, LARGE / 2)));
                    Future<HttpClientResponse> response = request.response();
                    request.end(" ".repeat(LARGE / 2));
                    return response;
                })
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body.toString())));
        return answer.toCompletionStage().toCompletableFuture().join();
    }

    /** Sends an event whose body takes most of the memory until the function may go on. */
    private CompletableFuture<HttpResponse<String>> holdMemory() {
        String parcel = newId();
        Parcels.WAITING.add(parcel);
        CompletableFuture<HttpResponse<String>> sent = http.sendAsync(http.body("/", STRUCTURED, event(parcel, LARGE)));
        await().atMost(PATIENCE).until(() -> Parcels.HELD.contains(parcel));
        return sent;
    }

    private HttpResponse<String> send(String id, int size) {
        return http.send(http.body("/", STRUCTURED, event(id, size)));
    }

    private static String event(String id, int size) {
        return HttpCalls.json(id, HttpCalls.parcel(id, 1), "") + " ".repeat(size);
    }
}
