package dev.baton.chat.gateway.messages;

import static dev.baton.chat.gateway.Rest.PROBLEM;
import static dev.baton.chat.gateway.Rest.as;
import static dev.baton.chat.gateway.Rest.message;
import static dev.baton.chat.gateway.Rest.newId;
import static dev.baton.chat.gateway.Rest.room;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.gateway.Backend;
import io.cloudevents.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MessagesResourceTest {

    @Inject
    Backend backend;

    @Test
    void aPostBecomesAnEvent() {
        String room = room("Ada Lovelace");
        String id = newId();

        as("Ada Lovelace")
                .body(message(id, "hello <b>world</b>"))
                .post("/api/rooms/{room}/messages", room)
                .then()
                .statusCode(202);

        CloudEvent event = backend.posted(room, 1).get(0);
        assertThat(event.getId()).isEqualTo(id);
        assertThat(event.getSource()).hasToString("/chat/rooms/" + room + "/members/Ada%20Lovelace");
        assertThat(event.getSubject()).isEqualTo(room);
        assertThat(event.getExtension("partitionkey")).isEqualTo(room);
        assertThat(event.getData().toBytes())
                .asString()
                .contains("\"sender\":\"Ada Lovelace\"", "\"text\":\"hello <b>world</b>\"", "\"sentAt\":\"20");
    }

    @Test
    void aReplyBecomesAnEventOfTheNewerVersionOnTheSameTopic() {
        String room = room("ada");
        String first = newId();
        String second = newId();

        post("ada", room, message(first, "who is there?")).statusCode(202);
        post("ada", room, reply(second, first)).statusCode(202);

        List<CloudEvent> events = backend.posted(room, 2);
        assertThat(events).map(CloudEvent::getType).containsExactly("chat.message.posted.v1", "chat.message.posted.v2");
        assertThat(events.get(0).getData().toBytes()).asString().doesNotContain("replyTo");
        assertThat(events.get(1).getData().toBytes()).asString().contains("\"replyTo\":\"" + first + "\"");
    }

    @Test
    void postsOfOneClientKeepTheirOrder() {
        String room = room("ada");
        List<String> ids = java.util.stream.Stream.generate(dev.baton.chat.gateway.Rest::newId)
                .limit(20)
                .toList();

        ids.forEach(id -> as("ada")
                .body(message(id, "hi"))
                .post("/api/rooms/{room}/messages", room)
                .then()
                .statusCode(202));

        assertThat(backend.posted(room, 20)).map(CloudEvent::getId).containsExactlyElementsOf(ids);
    }

    @Test
    void onlyMembersPostAndRead() {
        String room = room("ada");

        problem(403, "forbidden", post("eve", room, message(newId(), "hi")));
        problem(403, "forbidden", post("eve", "no-such-room", message(newId(), "hi")));
        problem(
                403,
                "forbidden",
                as("eve").get("/api/rooms/{room}/messages", room).then());
    }

    @Test
    void valuesAreChecked() {
        String room = room("ada");

        problem(400, "invalid", post("ada", room, message("7", "hi")));
        problem(400, "invalid", post("ada", room, message(newId(), "")));
        problem(400, "invalid", post("ada", room, message(newId(), "nul \0")));
        problem(413, "too-large", post("ada", room, message(newId(), "a".repeat(8193))));
        problem(400, "invalid", post("ada", room, reply(newId(), "7")));
        problem(400, "malformed", post("ada", room, "{"));
        problem(400, "malformed", post("ada", room, "[]"));
        for (String text : List.of("5", "1e999999999", "true", "{}", "[\"hi\"]", "\"hi\"} x {\"a\":1")) {
            String body = "{\"messageId\":\"" + newId() + "\",\"text\":" + text + "}";
            problem(400, "malformed", post("ada", room, body));
        }
        problem(400, "malformed", post("ada", room, ""));
        problem(413, "too-large", post("ada", room, "x".repeat(1_100_000)));
        problem(
                415,
                "unsupported-type",
                as("ada")
                        .contentType("text/plain")
                        .body("hi")
                        .post("/api/rooms/{room}/messages", room)
                        .then());
    }

    @Test
    void theHistoryComesInPages() {
        String room = room("ada");
        backend.log(room, 120);

        read(room, "").body("messages", hasSize(50)).body("messages[0].seq", equalTo(1));
        read(room, "?after=118").body("messages.seq", contains(119, 120));
        read(room, "?after=120").body("messages", hasSize(0));
        read(room, "?after=0&limit=3")
                .body("messages.seq", contains(1, 2, 3))
                .body("messages[2].messageId", equalTo(Backend.messageId(room, 3)))
                .body("messages[2].room", equalTo(room))
                .body("messages[2].sender", equalTo("ada"))
                .body("messages[2].text", equalTo("text 3"))
                .body("messages[2].sentAt", equalTo("2026-01-01T00:00:03Z"))
                .body("messages[2].redacted", equalTo(false));
        read(room, "?limit=100000").body("messages", hasSize(120));
    }

    @Test
    void theHistorySaysWhatAMessageAnswersIfItDoes() {
        String room = room("ada");
        MessageLogged first = Backend.message(room, 1, "who is there?");
        backend.logAll(List.of(first, Backend.reply(room, 2, first)));

        read(room, "")
                .body("messages[0]", not(hasKey("replyTo")))
                .body("messages[1].replyTo", equalTo(first.messageId()));
    }

    @Test
    void aRedactedTextNeverLeaves() {
        String room = room("ada");
        backend.log(room, 3);
        backend.redactInHistory(room, 2);

        read(room, "").body("messages.redacted", contains(false, true, false)).body("messages[1].text", emptyString());
    }

    @Test
    void aPageMustBeOne() {
        String room = room("ada");

        for (String query : List.of("after=-1", "after=x", "limit=0", "limit=-5", "limit=x", "after=1.5")) {
            problem(
                    400,
                    "invalid",
                    as("ada").get("/api/rooms/" + room + "/messages?" + query).then());
        }
    }

    private static ValidatableResponse read(String room, String query) {
        return as("ada").get("/api/rooms/" + room + "/messages" + query).then().statusCode(200);
    }

    private static ValidatableResponse post(String user, String room, Object body) {
        return as(user).body(body).post("/api/rooms/{room}/messages", room).then();
    }

    private static Map<String, String> reply(String messageId, String replyTo) {
        return Map.of("messageId", messageId, "text", "me", "replyTo", replyTo);
    }

    private static void problem(int status, String code, ValidatableResponse response) {
        response.statusCode(status)
                .contentType(containsString(PROBLEM))
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }
}
