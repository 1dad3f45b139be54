package dev.baton.chat.gateway.ingress;

import static dev.baton.chat.gateway.Rest.PROBLEM;
import static dev.baton.chat.gateway.Rest.newId;
import static dev.baton.chat.gateway.Rest.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.baton.chat.gateway.Backend;
import io.cloudevents.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsResourceTest {

    private static final String TYPE = "chat.message.posted.v1";
    private static final String NEWER = "chat.message.posted.v2";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    @Inject
    Backend backend;

    private final String room = "events-" + newId();

    @Test
    void binary() {
        binary(TYPE, data("hi")).statusCode(202);

        CloudEvent event = backend.posted(room, 1).get(0);
        assertThat(event.getId()).isEqualTo("e1");
        assertThat(event.getSource()).hasToString("/irc");
        assertThat(event.getExtension("partitionkey")).isEqualTo(room);
        assertThat(event.getData().toBytes()).asString().isEqualTo(data("hi"));
    }

    @Test
    void structured() {
        send(STRUCTURED, event("e1", TYPE, data("hi"))).statusCode(202);

        assertThat(backend.posted(room, 1)).map(CloudEvent::getId).containsExactly("e1");
    }

    @Test
    void bothVersionsOfATypeAreTakenAsTheyAre() {
        String answered = newId();
        String reply = data("hi").replace("}", ",\"replyTo\":\"" + answered + "\"}");
        send(STRUCTURED, event("e1", TYPE, data("hi"))).statusCode(202);
        send(STRUCTURED, event("e2", NEWER, reply)).statusCode(202);
        send(STRUCTURED, event("e3", NEWER, data("hi"))).statusCode(202);

        assertThat(backend.posted(room, 3)).map(CloudEvent::getType).containsExactly(TYPE, NEWER, NEWER);
        problem(422, "invalid", send(STRUCTURED, event("e4", NEWER, reply.replace(answered, "7"))));
        problem(422, "unknown-type", send(STRUCTURED, event("e5", "chat.message.posted.v3", reply)));
    }

    @Test
    void batch() {
        send(BATCH, batch(100)).statusCode(202);

        assertThat(backend.posted(room, 100))
                .map(CloudEvent::getId)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "e" + i).toList());
    }

    @Test
    void aBatchIsStoredWholeOrNotAtAll() {
        String spoiled = "[" + event("good", TYPE, data("hi")) + "," + event("bad", TYPE, "{}") + "]";
        problem(422, "invalid", send(BATCH, spoiled));
        send(STRUCTURED, event("later", TYPE, data("hi"))).statusCode(202);

        assertThat(backend.posted(room, 1)).map(CloudEvent::getId).containsExactly("later");
    }

    @Test
    void onlyProducers() {
        problem(
                403,
                "forbidden",
                with(token("ada", "operator"))
                        .contentType(STRUCTURED)
                        .body(event("e1", TYPE, data("hi")))
                        .post("/events")
                        .then());
        problem(
                401,
                "unauthorized",
                given().contentType(STRUCTURED).body("{}").post("/events").then());
    }

    @Test
    void whatIsRefusedSaysWhy() {
        problem(422, "unknown-type", send(STRUCTURED, event("e1", "no.such.type", data("hi"))));
        problem(422, "unknown-type", binary("no.such.type", "{}"));
        problem(422, "invalid", send(STRUCTURED, event("e1", TYPE, data(""))));
        problem(400, "malformed", send(STRUCTURED, event("e1", TYPE, "[1]")));
        problem(400, "malformed", binary(TYPE, "no json"));
        problem(400, "malformed", send(STRUCTURED, "{\"id\":\"1\"}"));
        problem(400, "malformed", send(STRUCTURED, "no json"));
        problem(400, "malformed", send("application/json", "{}"));
        problem(415, "unsupported-type", send("text/plain", "hi"));
        problem(413, "too-large", send(BATCH, batch(1_001)));
        problem(413, "too-large", send(STRUCTURED, "x".repeat(1_100_000)));
    }

    @Test
    void aTypeThatProducersMayNotSendIsRefused() {
        String logged = """
                {"messageId":"m1","room":"%s","seq":1,"sender":"irc","text":"hi","sentAt":"2026-01-01T00:00:00Z"}""".formatted(room);

        problem(422, "unknown-type", send(STRUCTURED, event("e1", "chat.message.logged.v1", logged)));
        problem(422, "unknown-type", binary("chat.message.logged.v1", logged));
        String mixed = "[" + event("e1", TYPE, data("hi")) + "," + event("e2", "chat.message.logged.v1", logged) + "]";
        problem(422, "unknown-type", send(BATCH, mixed));
        send(STRUCTURED, event("later", TYPE, data("hi"))).statusCode(202);

        assertThat(backend.posted(room, 1)).map(CloudEvent::getId).containsExactly("later");
    }

    @Test
    void aSourceOfThePlatformItselfIsRefused() {
        String event = event("e1", TYPE, data("hi"));
        for (String own : List.of("/chat/", "/chat/rooms/" + room + "/members/ada", "/chat/functions/log-message")) {
            problem(422, "invalid", send(STRUCTURED, event.replace("/irc", own)));
            problem(422, "invalid", send(BATCH, "[" + event + "," + event.replace("/irc", own) + "]"));
        }
        send(STRUCTURED, event.replace("/irc", "/chatter/chat/")).statusCode(202);

        assertThat(backend.posted(room, 1)).map(CloudEvent::getSource).hasToString("[/chatter/chat/]");
    }

    @Test
    void attributesThatCloudEventsOrTheTablesDoNotAllowAreMalformed() {
        String event = event("e1", TYPE, data("hi"));
        for (String attribute : List.of(
                "\"partitionkey\":\"a\\u0000b\"",
                "\"team\":\"a\\u0007b\"",
                "\"datacontenttype\":\"application/json;\\n\"",
                "\"partitionkey\":\"" + "k".repeat(801) + "\"")) {
            problem(400, "malformed", send(STRUCTURED, event.replace("\"data\"", attribute + ",\"data\"")));
        }
    }

    private ValidatableResponse binary(String type, String data) {
        return with(token("irc", "producer"))
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e1")
                .header("ce-source", "/irc")
                .header("ce-type", type)
                .header("ce-subject", room)
                .body(data)
                .post("/events")
                .then();
    }

    private static ValidatableResponse send(String contentType, String body) {
        return with(token("irc", "producer"))
                .contentType(contentType)
                .body(body)
                .post("/events")
                .then();
    }

    private static RequestSpecification with(String token) {
        EncoderConfig asIs = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(STRUCTURED, io.restassured.http.ContentType.TEXT)
                .encodeContentTypeAs(BATCH, io.restassured.http.ContentType.TEXT);
        return given().config(RestAssuredConfig.config().encoderConfig(asIs))
                .auth()
                .oauth2(token);
    }

    private String batch(int events) {
        return IntStream.range(0, events)
                .mapToObj(i -> event("e" + i, TYPE, data("hi")))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String event(String id, String type, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"/irc","type":"%s","subject":"%s","data":%s}""".formatted(id, type, room, data);
    }

    private String data(String text) {
        return """
                {"messageId":"m1","room":"%s","sender":"irc","text":"%s","sentAt":"2026-01-01T00:00:00Z"}""".formatted(room, text);
    }

    private static void problem(int status, String code, ValidatableResponse response) {
        response.statusCode(status).contentType(containsString(PROBLEM)).body("code", equalTo(code));
    }
}
