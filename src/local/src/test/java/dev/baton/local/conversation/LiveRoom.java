package dev.baton.local.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A room as seen through one WebSocket: everything received, in the order of arrival. */
public final class LiveRoom implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String room;
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private CompletableFuture<WebSocket> socket;

    private LiveRoom(String room) {
        this.room = room;
    }

    static LiveRoom open(URI platform, String token, String room, long after) {
        LiveRoom live = new LiveRoom(room);
        live.socket = ChatUser.HTTP
                .newWebSocketBuilder()
                .subprotocols("baton.v1", "bearer." + token)
                .buildAsync(URI.create("ws" + platform.resolve("/ws").toString().substring("http".length())), live)
                .orTimeout(30, TimeUnit.SECONDS);
        live.socket.join();
        live.send(ChatUser.JSON
                .createObjectNode()
                .put("type", "join")
                .put("room", room)
                .put("after", after));
        return live;
    }

    public void post(String messageId, String text) {
        send(ChatUser.JSON
                .createObjectNode()
                .put("type", "post")
                .put("room", room)
                .put("messageId", messageId)
                .put("text", text));
    }

    /** Returns the frames of a type once there are at least {@code count} of them. */
    public List<JsonNode> await(String type, int count) {
        Awaitility.await(count + " frames of type " + type + " in " + room)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> soFar(type).size() >= count);
        return soFar(type);
    }

    List<Long> awaitSeqs(int count) {
        return await("message", count).stream()
                .map(message -> message.path("seq").asLong())
                .toList();
    }

    public List<JsonNode> soFar(String type) {
        return frames.stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    @Override
    public void close() {
        socket.join().abort();
    }

    private synchronized void send(JsonNode frame) {
        socket = socket.thenCompose(open -> open.sendText(frame.toString(), true));
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            frames.add(parse(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closeCode.complete(code);
        return null;
    }

    /** Returns the code with which the gateway closes the socket, once it has. */
    public int awaitCloseCode() {
        return closeCode.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static JsonNode parse(String frame) {
        try {
            return ChatUser.JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
