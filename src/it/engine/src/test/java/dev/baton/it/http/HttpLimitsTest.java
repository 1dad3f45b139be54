package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cases.Http2Flood;
import dev.baton.cases.Http2Sender;
import dev.baton.cases.RawConnection;
import dev.baton.runtime.http.Drain;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the HTTP binding does not accept: too many at once, too slow, too late. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpLimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String BEGUN = """
        POST / HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/cloudevents+json\r
        Content-Length: 100\r
        """;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES).addClasses(HttpCalls.class, RawRequests.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.http.max-in-flight", "2")
            .overrideConfigKey("baton.http.read-timeout", "2s")
            .overrideConfigKey("baton.http.max-body-size", "2000");

    @TestHTTPResource("/")
    URI base;

    private HttpCalls http;
    private RawRequests raw;

    @BeforeEach
    void connect() {
        http = new HttpCalls(base);
        raw = new RawRequests(base);
        await().atMost(PATIENCE).until(() -> http.sent(newId(), newId(), 1).statusCode() == 200);
    }

    @AfterEach
    void letGo() {
        Parcels.WAITING.clear();
    }

    @Test
    @Order(1)
    void moreRequestsThanAllowedAre429UntilOneIsDone() {
        CompletableFuture<HttpResponse<String>> first = wait("first");
        CompletableFuture<HttpResponse<String>> second = wait("second");
        await().atMost(PATIENCE).until(() -> Parcels.HELD.containsAll(List.of("first", "second")));

        HttpResponse<String> refused = http.sent(newId(), "third", 1);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");

        Parcels.WAITING.clear();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
        assertThat(http.sent(newId(), "third", 1).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void slowSendersAreCutAndGiveTheirPlacesBack() throws IOException {
        try (Socket one = raw.open();
                Socket other = raw.open()) {
            RawRequests.write(one, BEGUN + "\r\n{\"spec");
            RawRequests.write(other, BEGUN + "\r\n");
            await().atMost(PATIENCE).until(() -> http.sent(newId(), newId(), 1).statusCode() == 429);

            assertThat(RawRequests.status(one.getInputStream())).isEqualTo(RawRequests.CUT);
            assertThat(RawRequests.status(other.getInputStream())).isEqualTo(RawRequests.CUT);
        }
        bothPlacesAreFree();
    }

    @Test
    @Order(3)
    void sendersThatHangUpGiveTheirPlacesBack() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Socket connection = raw.open()) {
                RawRequests.write(connection, BEGUN + "\r\n{");
            }
        }
        bothPlacesAreFree();
    }

    @Test
    @Order(4)
    void aSizeBeyondTheLimitIsRefusedBeforeTheBodyComes() throws IOException {
        try (Socket connection = raw.open()) {
            RawRequests.write(connection, BEGUN.replace("100\r", "2001\r") + "Expect: 100-continue\r\n\r\n");
            assertThat(RawRequests.status(connection.getInputStream())).isEqualTo(413);
        }
        try (Socket connection = raw.open()) {
            RawRequests.write(connection, BEGUN.replace("100\r", "7\r") + "Expect: 100-continue\r\n\r\n");
            assertThat(RawRequests.status(connection.getInputStream())).isEqualTo(100);
            RawRequests.write(connection, "nonsense");
            assertThat(RawRequests.status(connection.getInputStream())).isEqualTo(RawRequests.CUT); // the empty line
            assertThat(RawRequests.status(connection.getInputStream())).isEqualTo(400);
        }
    }

    @Test
    @Order(5)
    void aBodyOfUnknownLengthIsRefusedAsSoonAsItIsTooLong() throws IOException {
        try (Socket connection = raw.open()) {
            RawRequests.write(
                    connection,
                    BEGUN.replace("Content-Length: 100", "Transfer-Encoding: chunked") + "\r\n7d1\r\n"
                            + "x".repeat(2001));

            assertThat(RawRequests.status(connection.getInputStream())).isEqualTo(413);
        }
        bothPlacesAreFree();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\n", "Content-Length: 8000000\r\n\r\n"})
    @Order(5)
    void theAnswerToABodyOverTheLimitCanBeReadAfterAllOfItWasSent(String length) throws IOException {
        boolean chunked = length.contains("chunked");
        String part = "x".repeat(1_000_000);
        try (RawConnection connection = new RawConnection(base.getPort())) {
            connection.write(BEGUN.replace("Content-Length: 100\r\n", length));
            for (int sent = 0; sent < 8; sent++) {
                connection.write(chunked ? "f4240\r\n" + part + "\r\n" : part);
            }
            connection.write(chunked ? "0\r\n\r\n" : "");

            assertThat(connection.head("connection")).isEqualTo("HTTP/1.1 413 Request Entity Too Large, close");
            assertThat(connection.line()).contains("\"status\":413", "baton.http.max-body-size");
            connection.awaitEnd();
        }
        bothPlacesAreFree();
    }

    @Test
    @Order(5)
    void aBodyWithoutAnEndEndsItsConnection() throws IOException {
        String chunk = "f4240\r\n" + "x".repeat(1_000_000) + "\r\n";
        try (RawConnection connection = new RawConnection(base.getPort())) {
            connection.write(BEGUN.replace("Content-Length: 100\r\n", "Transfer-Encoding: chunked\r\n\r\n"));
            for (int sent = 0; sent < 1_000; sent++) {
                connection.write(chunk);
            }
            throw new AssertionError("the server takes any amount");
        } catch (SocketException e) {
            bothPlacesAreFree();
        }
    }

    @Test
    @Order(6)
    void whoGoesOnSendingAfterItsAnswerIsCut() throws Exception {
        try (Socket connection = raw.open()) {
            RawRequests.write(connection, BEGUN.replace("100\r", "2001\r") + "\r\n");
            Thread trickling = new Thread(() -> trickle(connection));
            trickling.start();

            assertThat(RawRequests.status(connection.getInputStream())).isEqualTo(413);
            RawRequests.awaitEnd(connection.getInputStream());
            trickling.join();
        }
    }

    @Test
    @Order(6)
    void slowHeadsAreCut() throws IOException {
        for (String begun : List.of("", "POST / HTTP/1.1\r\nHost: x\r\n")) {
            try (RawConnection silent = new RawConnection(base.getPort());
                    RawConnection trickling = new RawConnection(base.getPort())) {
                silent.write(begun);
                trickling.write(begun + "POST").trickle('x');
                silent.awaitEnd();
            }
        }
    }

    @Test
    @Order(6)
    void headersOfMoreThan8KibAreRefused() throws IOException {
        try (RawConnection connection = new RawConnection(base.getPort())) {
            connection.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nX: " + "x".repeat(8_192) + "\r\n\r\n");
            assertThat(connection.head()).contains(" 431 ");
            connection.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b\r\n", "Host: a\r\nHost: b\r\n"})
    @Order(6)
    void aRequestWithoutOneHostIsRefusedAndItsConnectionClosed(String hosts) throws IOException {
        try (RawConnection connection = new RawConnection(base.getPort())) {
            connection.write("POST / HTTP/1.1\r\n" + hosts + "Content-Length: 0\r\n\r\n");
            assertThat(connection.head("content-type")).isEqualTo("HTTP/1.1 400 Bad Request, application/problem+json");
            assertThat(connection.line()).contains("Host");
            connection.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAPID_RESET", "SMALL_CONTINUATIONS", "SETTINGS_TO_CONFIRM"})
    @Order(6)
    void floodsOfHttp2EndAndLeaveNothing(String flood) throws IOException {
        Http2Flood.valueOf(flood).send(base.getPort());
        bothPlacesAreFree();
    }

    @Test
    @Order(6)
    void aSlowBodyOfHttp2LosesItsStreamAndItsPlace() throws IOException {
        try (Http2Sender sender = Http2Sender.connect(base.getPort())) {
            sender.frame(Http2Sender.HEADERS, Http2Sender.END_HEADERS, 1, Http2Sender.POST);
            sender.frame(Http2Sender.HEADERS, Http2Sender.END_HEADERS, 3, Http2Sender.POST);
            sender.frame(Http2Sender.DATA, 0, 1, (byte) '{');
            sender.await(Http2Sender.RST_STREAM, 1);
            bothPlacesAreFree();
        }
    }

    private static void trickle(Socket connection) {
        try {
            while (true) {
                RawRequests.write(connection, "x");
                Thread.sleep(10);
            }
        } catch (IOException | InterruptedException e) {
            // it is cut
        }
    }

    /** Must run last, because the process accepts no requests afterwards. */
    @Test
    @Order(7)
    void aProcessThatIsToldToStopFinishesWhatIsInFlightAndRefusesWhatIsNew() throws InterruptedException {
        Parcels.WAITING.add("in flight");
        HttpCalls.AtOnce deliveries = http.sendTwice(http.sending(newId(), "in flight", 1));
        assertThat(deliveries.answered().statusCode()).isEqualTo(409);
        Drain drain = new Drain();
        CompletableFuture<Void> drained = new CompletableFuture<>();

        drain.preShutdown(() -> {});
        Thread stopping = new Thread(() -> drain.shutdown(() -> drained.complete(null)));
        stopping.start();

        HttpResponse<String> late = http.sent(newId(), "late", 1);
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).isPresent();
        assertThat(drained).isNotDone();

        Parcels.WAITING.clear();
        assertThat(deliveries.inFlight().join().statusCode()).isEqualTo(200);
        drained.join();
        stopping.join();
    }

    private CompletableFuture<HttpResponse<String>> wait(String parcel) {
        Parcels.WAITING.add(parcel);
        return http.sendAsync(http.sending("waits" + parcel.replace(' ', '-'), parcel, 1));
    }

    private void bothPlacesAreFree() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            CompletableFuture<HttpResponse<String>> one = http.sendAsync(http.sending(newId(), newId(), 1));
            CompletableFuture<HttpResponse<String>> other = http.sendAsync(http.sending(newId(), newId(), 1));
            assertThat(one.join().statusCode()).isEqualTo(200);
            assertThat(other.join().statusCode()).isEqualTo(200);
        });
    }
}
