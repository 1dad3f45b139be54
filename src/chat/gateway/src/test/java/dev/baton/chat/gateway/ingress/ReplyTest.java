package dev.baton.chat.gateway.ingress;

import static dev.baton.chat.gateway.Rest.PROBLEM;
import static dev.baton.chat.gateway.Rest.newId;
import static dev.baton.chat.gateway.Rest.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.baton.EventPublisher;
import dev.baton.chat.gateway.Backend;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls of POST /events that wait for a follow-up. The test stands in for the functions. */
@QuarkusTest
class ReplyTest {

    private static final String POSTED = "chat.message.posted.v1";
    private static final String LOGGED = "chat.message.logged.v1";

    @Inject
    Backend backend;

    @Inject
    EventPublisher publisher;

    private final String room = "replies-" + newId();
    private final String id = newId();

    @Test
    void theFollowUpIsTheAnswer() {
        CompletableFuture<Response> answer =
                CompletableFuture.supplyAsync(() -> post("?reply=" + LOGGED + "&timeout=60s"));
        CloudEvent posted = backend.posted(room, 1).get(0);
        String data = """
                {"messageId":"m1","room":"%s","seq":1,"sender":"irc","text":"gr\u00fcn","sentAt":"2026-01-01T00:00:00Z"}""".formatted(room);
        follow(posted, data, "plain");

        Response logged = answer.join();

        assertThat(logged.statusCode()).isEqualTo(200);
        assertThat(logged.contentType()).startsWith("application/json");
        assertThat(logged.header("ce-specversion")).isEqualTo("1.0");
        assertThat(logged.header("ce-type")).isEqualTo(LOGGED);
        assertThat(logged.header("ce-id")).isEqualTo(id + "-reply");
        assertThat(logged.header("ce-source")).isEqualTo("/test");
        assertThat(logged.header("ce-correlationid")).isEqualTo(id);
        assertThat(logged.asByteArray()).isEqualTo(data.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFollowUpWhoseAttributesNeedEncodingIsStructuredAndItsNumbersStayAsTheyAre() {
        CompletableFuture<Response> answer =
                CompletableFuture.supplyAsync(() -> post("?reply=" + LOGGED + "&timeout=60s"));
        CloudEvent posted = backend.posted(room, 1).get(0);
        String data = """
                {"messageId":"m1","room":"%s","seq":1,"sender":"irc","text":"x","sentAt":1767225600.10,"more":[1.10,12345678901234567890]}""".formatted(room);
        follow(posted, data, "gr\u00fcn 100%");

        Response logged = answer.join();

        assertThat(logged.contentType()).startsWith("application/cloudevents+json");
        assertThat(logged.header("ce-id")).isEqualTo(id + "-reply");
        assertThat(new String(logged.asByteArray(), StandardCharsets.UTF_8))
                .contains("\"comment\":\"gr\u00fcn 100%\"")
                .contains("\"data\":" + data);
    }

    @Test
    void withoutFollowUpTheEventIsStored() {
        problem(504, "no-reply", post("?reply=" + LOGGED + "&timeout=5s").then(), "is stored");

        assertThat(backend.posted(room, 1)).map(CloudEvent::getId).containsExactly(id);
    }

    @Test
    void whatIsRefusedSaysWhyAndStoresNothing() {
        problem(422, "unknown-type", post("?reply=no.such.type").then(), "no.such.type");
        for (String timeout : List.of("0", "0ms", "61s", "soon", "-1s", "999999999999999999s")) {
            problem(
                    400,
                    "invalid",
                    post("?reply=" + LOGGED + "&timeout=" + timeout).then(),
                    "1ms to 60s");
        }
        problem(400, "invalid", postBatch("?reply=" + LOGGED).then(), "one event");
        given().post("/events?reply=" + LOGGED).then().statusCode(401);

        assertThat(post("").statusCode()).isEqualTo(202);
        assertThat(backend.posted(room, 1)).hasSize(1);
    }

    private void follow(CloudEvent cause, String data, String comment) {
        CloudEvent followUp = CloudEventBuilder.v1()
                .withId(cause.getId() + "-reply")
                .withSource(URI.create("/test"))
                .withType(LOGGED)
                .withExtension(
                        "correlationid", cause.getExtension("correlationid").toString())
                .withExtension("comment", comment)
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
        publisher.publish(List.of(followUp)).await().atMost(Backend.PATIENCE);
    }

    private Response post(String query) {
        return given().auth()
                .oauth2(token("irc", "producer"))
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/irc")
                .header("ce-type", POSTED)
                .header("ce-subject", room)
                .body(data())
                .post("/events" + query);
    }

    private Response postBatch(String query) {
        String event = """
                {"specversion":"1.0","id":"%s","source":"/irc","type":"%s","subject":"%s","data":%s}""".formatted(id, POSTED, room, data());
        return given().auth()
                .oauth2(token("irc", "producer"))
                .header("Content-Type", "application/cloudevents-batch+json")
                .body(("[" + event + "," + event + "]").getBytes(StandardCharsets.UTF_8))
                .post("/events" + query);
    }

    private String data() {
        return """
                {"messageId":"m1","room":"%s","sender":"irc","text":"hi","sentAt":"2026-01-01T00:00:00Z"}""".formatted(room);
    }

    private static void problem(int status, String code, ValidatableResponse response, String detail) {
        response.statusCode(status)
                .contentType(startsWith(PROBLEM))
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }
}
