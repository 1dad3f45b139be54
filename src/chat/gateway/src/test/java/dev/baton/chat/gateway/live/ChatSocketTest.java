package dev.baton.chat.gateway.live;

import static dev.baton.chat.gateway.Rest.newId;
import static dev.baton.chat.gateway.Rest.room;
import static dev.baton.chat.gateway.Rest.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.gateway.Backend;
import dev.baton.chat.gateway.ChatClient;
import io.cloudevents.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The protocol of the WebSocket: who may open one, the frames of a client, and the answers to them. */
@QuarkusTest
class ChatSocketTest extends SocketTest {

    @Test
    void theTokenMayComeAsASubprotocol() {
        ChatClient ada = connect("ada");

        assertThat(ada.subprotocol()).isEqualTo("baton.v1");
    }

    @Test
    void theTokenMayComeAsAHeader() {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("baton.v1")
                .header("Authorization", "Bearer " + token("ada"))
                .buildAsync(ChatClient.webSocket(gateway), new WebSocket.Listener() {})
                .join();

        assertThat(socket.getSubprotocol()).isEqualTo("baton.v1");
        socket.abort();
    }

    @Test
    void withoutAValidTokenThereIsNoSocket() {
        HttpResponse<?> none = refused("baton.v1");
        HttpResponse<?> bad = refused("baton.v1", "bearer.no.to.ken");

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(none.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(bad.statusCode()).isEqualTo(401);
    }

    @Test
    void withoutTheSubprotocolThereIsNoSocket() {
        assertThat(refused("bearer." + token("ada")).statusCode()).isEqualTo(400);
        assertThat(refused("baton.v2", "bearer." + token("ada")).statusCode()).isEqualTo(400);
    }

    @Test
    void aPostIsAcceptedOnceItIsStored() {
        String room = room("ada");
        String id = newId();

        JsonObject answer = connect("ada").post(room, id, "hi").next();

        assertThat(answer).isEqualTo(new JsonObject().put("type", "accepted").put("messageId", id));
        assertThat(backend.posted(room, 1)).map(CloudEvent::getId).containsExactly(id);
    }

    @Test
    void aReplyIsPostedAndShownAsOne() {
        String room = room("ada");
        String id = newId();
        ChatClient ada = connect("ada");
        MessageLogged first = Backend.message(room, 1, "who is there?");
        MessageLogged second = Backend.reply(room, 2, first);

        ada.send("{'type':'post','room':'" + room + "','messageId':'" + id + "','text':'me','replyTo':'"
                + first.messageId() + "'}");
        assertThat(ada.next().getString("type")).isEqualTo("accepted");
        assertThat(backend.posted(room, 1)).map(CloudEvent::getType).containsExactly("chat.message.posted.v2");
        ada.join(room, 0);
        backend.logAll(List.of(first, second));
        backend.tellAll(List.of(first, second));

        List<JsonObject> frames = ada.next(2);
        assertThat(frames.get(0).containsKey("replyTo")).isFalse();
        assertThat(frames.get(1).getString("replyTo")).isEqualTo(first.messageId());
    }

    @Test
    void postsKeepTheirOrderWithoutWaitingForEachOther() {
        String room = room("ada");
        ChatClient ada = connect("ada");
        List<String> ids =
                Stream.generate(dev.baton.chat.gateway.Rest::newId).limit(300).toList();

        ids.forEach(id -> ada.post(room, id, "hi"));

        assertThat(ada.next(300)).map(frame -> frame.getString("messageId")).containsExactlyElementsOf(ids);
        assertThat(backend.posted(room, 300)).map(CloudEvent::getId).containsExactlyElementsOf(ids);
    }

    @Test
    void whoPostsTooFastIsTold() {
        String room = room("hasty");
        ChatClient hasty = connect("hasty");

        IntStream.range(0, 2_000).forEach(any -> hasty.post(room, newId(), "hi"));

        List<JsonObject> answers = hasty.next(2_000);
        assertThat(answers)
                .filteredOn(frame -> frame.getString("type").equals("accepted"))
                .hasSizeGreaterThan(499);
        JsonObject refused = answers.stream()
                .filter(frame -> frame.getString("type").equals("error"))
                .findFirst()
                .orElseThrow();
        assertThat(refused.getString("code")).isEqualTo("rate-limited");
        assertThat(refused.getString("messageId")).isNotNull();
        assertThat(refused.getString("detail")).isNotBlank();
    }

    @Test
    void whoIsNoMemberNeitherPostsNorReads() {
        String room = room("ada");
        String id = newId();
        ChatClient eve = connect("eve");

        JsonObject post = eve.post(room, id, "hi").next();
        JsonObject join = eve.join(room, 0).next();
        JsonObject nowhere = eve.join("no-such-room", 0).next();

        assertThat(post.getString("code")).isEqualTo("forbidden");
        assertThat(post.getString("messageId")).isEqualTo(id);
        assertThat(join.getString("code")).isEqualTo("forbidden");
        assertThat(join.containsKey("messageId")).isFalse();
        assertThat(nowhere.getString("code")).isEqualTo("forbidden");
        backend.logAndTell(room, 1);
        assertThat(eve.send("{}").next().getString("type")).isEqualTo("error");
        assertThat(eve.nothingWaits()).isTrue();
    }

    @Test
    void whatCanNotBeReadIsAnsweredAndTheSocketStays() {
        String room = room("ada");
        ChatClient ada = connect("ada");

        assertThat(ada.send("no json").next().getString("code")).isEqualTo("malformed");
        assertThat(ada.sendBytes(new byte[] {1, 2}).next().getString("code")).isEqualTo("malformed");
        assertThat(ada.send("{'type':'leave'}").next().getString("code")).isEqualTo("unknown-type");
        assertThat(ada.send("{'type':'join','room':'NO'}").next().getString("code"))
                .isEqualTo("invalid");
        assertThat(ada.post(room, newId(), "a".repeat(8_193)).next().getString("code"))
                .isEqualTo("too-large");
        assertThat(ada.post(room, newId(), "still here").next().getString("type"))
                .isEqualTo("accepted");
    }

    @Test
    void aFrameThatIsFarTooLargeEndsTheSocket() {
        String user = "large " + newId();
        ChatClient large = ChatClient.connect(gateway, token(user));
        await().atMost(Backend.PATIENCE).until(() -> backend.connections(user) == 1);

        catchThrowable(() -> large.send("x".repeat(70_000)));

        assertThat(large.closeCode()).isEqualTo(1009);
        await().atMost(Backend.PATIENCE).until(() -> backend.connections(user) == 0);
    }

    @Test
    void presenceFollowsTheSockets() {
        String user = "present " + newId();
        ChatClient first = ChatClient.connect(gateway, token(user));
        ChatClient second = ChatClient.connect(gateway, token(user));
        await().atMost(Backend.PATIENCE).until(() -> backend.connections(user) == 1);

        first.close();
        assertThat(second.send("{}").next().getString("type")).isEqualTo("error");
        assertThat(backend.connections(user)).isEqualTo(1);

        second.close();
        await().atMost(Backend.PATIENCE).until(() -> backend.connections(user) == 0);
    }

    private HttpResponse<?> refused(String protocol, String... more) {
        Throwable failure = catchThrowable(() -> HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(protocol, more)
                .buildAsync(ChatClient.webSocket(gateway), new WebSocket.Listener() {})
                .join());
        return ((WebSocketHandshakeException) failure.getCause()).getResponse();
    }
}
