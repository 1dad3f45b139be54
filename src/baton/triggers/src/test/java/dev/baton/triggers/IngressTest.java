package dev.baton.triggers;

import static dev.baton.triggers.Producer.binary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cases.Http2Flood;
import dev.baton.cases.RawConnection;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngressTest {

    private static final Scene SCENE = new Scene();
    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/test\",\"type\":\"a\"}";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private static Subscriber subscriber;
    private static Producer producer;

    @BeforeAll
    static void start() {
        subscriber = SCENE.add(Subscriber.answering(202));
        producer = SCENE.start(Scene.trigger("a", subscriber.url()));
    }

    @AfterAll
    static void end() throws Exception {
        SCENE.close();
    }

    @Test
    void takesAllThreeModes() {
        assertThat(producer.post("{}", binary("a", "binary")).statusCode()).isEqualTo(202);
        assertThat(producer.post(EVENT.formatted("structured"), "content-type", STRUCTURED)
                        .statusCode())
                .isEqualTo(202);
        String batch = "[" + EVENT.formatted("first") + "," + EVENT.formatted("second") + "]";
        assertThat(producer.post(batch, "content-type", BATCH + "; charset=UTF-8")
                        .statusCode())
                .isEqualTo(202);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subscriber.ids()).contains("binary", "structured", "first", "second"));
    }

    @Test
    void aBatchWithOneWrongEventIsRefusedAsAWhole() {
        String batch = "[" + EVENT.formatted("right") + ",{}]";

        assertProblem(400, producer.post(batch, "content-type", BATCH));
        producer.send("a", "after");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subscriber.ids()).contains("after"));
        assertThat(subscriber.ids()).doesNotContain("right");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void otherMethodsAreNotAllowed(String method) {
        HttpResponse<String> answer = producer.exchange(method, "");

        assertProblem(405, answer);
        assertThat(answer.headers().firstValue("Allow")).contains("POST, OPTIONS");
    }

    @Test
    void otherPathsAreNotThere() {
        URI other = SCENE.broker().ingress().resolve("/elsewhere");

        assertProblem(404, Producer.exchange(HttpRequest.newBuilder(other).POST(HttpRequest.BodyPublishers.noBody())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"specversion\":\"1.0\"}"})
    void whatIsNoEventIsAProblem(String body) {
        assertProblem(400, producer.post(body, "content-type", STRUCTURED));
    }

    @Test
    void anUnknownFormatIsAProblem() {
        assertProblem(415, producer.post("x", "content-type", "application/cloudevents+protobuf"));
    }

    @Test
    void noHeadersAtAllAreAProblem() {
        assertProblem(400, producer.post("{}"));
    }

    @Test
    void anEventThatWentRoundTooOftenIsAProblem() {
        assertProblem(400, producer.post("{}", binary("a", "round", "ce-knativebrokerttl", "1")));
    }

    @Test
    void aBodyAndABatchThatAreTooLargeAreProblems() {
        assertProblem(413, producer.post("x".repeat((1 << 20) + 1), binary("a", "large")));
        String batch = "[" + (EVENT.formatted("n") + ",").repeat(1_000) + EVENT.formatted("n") + "]";
        assertProblem(413, producer.post(batch, "content-type", BATCH));
    }

    /** The answer arrives before the sender has sent most of the announced body. */
    @Test
    void aChunkedBodyIsCutOffWhileItIsRead() throws IOException {
        String head = "POST /broker HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "ce-specversion: 1.0\r\nce-id: 1\r\nce-source: /s\r\nce-type: a\r\n\r\n";
        String chunk = "80001\r\n" + "x".repeat(0x80001) + "\r\n";

        assertThat(RawHttp.statusLine(SCENE.broker(), head + chunk + chunk)).contains(" 413 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "POST /broker HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /broker HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nce-id\r\n\r\n",
                "POST /broker HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nce-subject: \u00ff\u00fe\r\n\r\n",
            })
    void requestsThatAreNoHttpGetA4xx(String request) throws IOException {
        assertThat(RawHttp.statusLine(SCENE.broker(), request)).matches("HTTP/1\\.\\d 4\\d\\d .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /broker HTTP/1.1\r\nHost: x\r\n",
                "POST /broker HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n{"
            })
    void slowHeadsAndBodiesAreCut(String begun) throws IOException {
        try (RawConnection silent = new RawConnection(SCENE.broker().port());
                RawConnection trickling = new RawConnection(SCENE.broker().port())) {
            silent.write(begun);
            trickling.write(begun + "x").trickle('x');
            silent.awaitEnd();
        }
    }

    @Test
    void headersOfMoreThan8KibAreRefused() throws IOException {
        assertThat(RawHttp.statusLine(
                        SCENE.broker(), "POST /broker HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(8_192) + "\r\n\r\n"))
                .contains(" 431 ");
    }

    @ParameterizedTest
    @EnumSource(names = {"RAPID_RESET", "SMALL_CONTINUATIONS", "SETTINGS_TO_CONFIRM"})
    void floodsOfHttp2End(Http2Flood flood) throws IOException {
        flood.send(SCENE.broker().port());

        assertThat(producer.post("{}", binary("a", "after-" + flood)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aSenderThatHangsUpHalfwayLeavesNothingBehind() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", SCENE.broker().port())) {
            socket.getOutputStream()
                    .write(("POST /broker HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nce-specversion: 1.0\r\n"
                                    + "ce-id: half\r\nce-source: /s\r\nce-type: a\r\n\r\nx")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        producer.send("a", "whole");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subscriber.ids()).contains("whole"));
        assertThat(subscriber.ids()).doesNotContain("half");
    }

    private static void assertProblem(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
    }
}
