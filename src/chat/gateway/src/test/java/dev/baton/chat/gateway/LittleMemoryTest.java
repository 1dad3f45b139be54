package dev.baton.chat.gateway;

import static dev.baton.chat.gateway.Backend.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cases.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Requests that together would take more memory than the gateway has for them. */
@QuarkusTest
@TestProfile(LittleMemoryTest.Little.class)
class LittleMemoryTest {

    private static final int MESSAGES = 1_000;
    private static final int LARGE = 200_000;

    public static class Little implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "baton.http.max-bytes-in-flight",
                    "300000",
                    "chat.history.max-bytes-in-flight",
                    "1M",
                    "chat.socket.write-timeout",
                    "5s");
        }
    }

    @TestHTTPResource("/")
    URI gateway;

    @Inject
    Backend backend;

    @Test
    void aBodyThatDoesNotFitIs503UntilThereIsRoom() throws IOException {
        String token = Rest.token("ada");
        try (RawConnection first = new RawConnection(gateway.getPort())) {
            first.write("POST /api/rooms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + LARGE + "\r\n\r\n")
                    .write(" ".repeat(LARGE - 100));

            Response refused =
                    await().atMost(PATIENCE).until(() -> createRoom(token), answer -> answer.statusCode() == 503);
            assertThat(refused.contentType()).contains(Rest.PROBLEM);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.body().asString()).contains("\"unavailable\"", "baton.http.max-bytes-in-flight");

            first.write("{\"room\":\"first\"}" + " ".repeat(84));
            assertThat(first.head()).contains(" 201 ");
        }

        await().atMost(PATIENCE).until(() -> createRoom(token).statusCode() < 300);
    }

    /** A little body has its room while a client is slow. A body that is alone may have more than all together. */
    @Test
    void aBodyThatIsAloneMayHaveMore() {
        String token = Rest.token("ada");

        await().atMost(PATIENCE)
                .until(() -> post(token, "{\"room\":\"alone\"}" + " ".repeat(2 * LARGE))
                                .statusCode()
                        < 300);
    }

    @Test
    void aPageThatDoesNotFitIs503UntilTheSlowClientIsCutOff() throws IOException {
        String room = Rest.room("ada");
        backend.logAll(LongStream.rangeClosed(1, MESSAGES)
                .mapToObj(seq -> Backend.message(room, seq, "x".repeat(8_000)))
                .toList());
        try (Socket sleeper = new Socket()) {
            sleeper.setReceiveBufferSize(4_096);
            sleeper.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            String request =
                    "GET /api/rooms/" + room + "/messages?limit=1000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + Rest.token("ada") + "\r\n\r\n";
            sleeper.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = sleeper.getInputStream();
            assertThat(answer.read()).isEqualTo('H');

            Response refused = history(room);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.body().asString()).contains("\"unavailable\"", "chat.history.max-bytes-in-flight");

            Response whole = await().atMost(PATIENCE).until(() -> history(room), later -> later.statusCode() == 200);
            List<Integer> seqs = whole.jsonPath().getList("messages.seq");
            assertThat(seqs)
                    .isEqualTo(IntStream.rangeClosed(1, MESSAGES).boxed().toList());
        }
    }

    private static Response history(String room) {
        return Rest.as("ada").get("/api/rooms/" + room + "/messages?limit=1000");
    }

    private static Response createRoom(String token) {
        return post(token, "{\"room\":\"second\"}" + " ".repeat(LARGE));
    }

    private static Response post(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/rooms");
    }
}
