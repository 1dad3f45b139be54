package dev.baton.chat.gateway;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cases.Http2Flood;
import dev.baton.cases.Http2Sender;
import dev.baton.cases.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send too slowly, or too much. */
@QuarkusTest
@TestProfile(LittlePatience.class)
class SlowSendersTest {

    private static final String SESSION = "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    @TestHTTPResource("/")
    URI gateway;

    @Test
    void headsAndBodiesThatDoNotEndAreCut() throws IOException {
        try (RawConnection silent = connect();
                RawConnection head = connect();
                RawConnection body = connect()) {
            head.write("GET / HTTP/1.1\r\nHost: x\r\n");
            body.write(SESSION + "Content-Length: 20\r\n\r\n{").awaitEnd();
            head.awaitEnd();
            silent.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", SESSION + "X-Long: ", SESSION + "Content-Length: 90000\r\n\r\n{\"user\":\""})
    void headsAndBodiesThatComeByteByByteAreCut(String begun) throws IOException {
        try (RawConnection trickling = connect()) {
            trickling.write(begun).trickle('x');
        }
    }

    @Test
    void aSlowBodyOfHttp2LosesItsStream() throws IOException {
        try (Http2Sender sender = Http2Sender.connect(gateway.getPort())) {
            sender.frame(Http2Sender.HEADERS, Http2Sender.END_HEADERS, 1, Http2Sender.POST);
            sender.frame(Http2Sender.DATA, 0, 1, (byte) '{');
            sender.await(Http2Sender.RST_STREAM, 1);
        }
    }

    @Test
    void headersOfMoreThan8KibAreRefused() throws IOException {
        try (RawConnection connection = connect()) {
            connection.write("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(8_192) + "\r\n\r\n");
            assertThat(connection.head()).contains(" 431 ");
            connection.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\n", "Content-Length: 8000000\r\n\r\n"})
    void theAnswerToABodyOverTheLimitCanBeReadAfterAllOfItWasSent(String length) throws IOException {
        boolean chunked = length.contains("chunked");
        String part = "x".repeat(1_000_000);
        try (RawConnection connection = connect()) {
            connection.write(SESSION + length);
            for (int sent = 0; sent < 8; sent++) {
                connection.write(chunked ? "f4240\r\n" + part + "\r\n" : part);
            }
            connection.write(chunked ? "0\r\n\r\n" : "");

            assertThat(connection.head("connection")).isEqualTo("HTTP/1.1 413 Request Entity Too Large, close");
            assertThat(connection.line()).contains("\"code\":\"too-large\"", "chat.max-body-size");
            connection.awaitEnd();
        }
    }

    @Test
    void aBodyWithoutAnEndEndsItsConnection() throws IOException {
        String chunk = "f4240\r\n" + "x".repeat(1_000_000) + "\r\n";
        try (RawConnection connection = connect()) {
            connection.write(SESSION + "Transfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent < 1_000; sent++) {
                connection.write(chunk);
            }
            throw new AssertionError("the server takes any amount");
        } catch (SocketException e) {
            assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAPID_RESET", "SMALL_CONTINUATIONS", "SETTINGS_TO_CONFIRM"})
    void floodsOfHttp2End(String flood) throws IOException {
        Http2Flood.valueOf(flood).send(gateway.getPort());

        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    }

    private RawConnection connect() throws IOException {
        return new RawConnection(gateway.getPort());
    }
}
