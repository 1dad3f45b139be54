package dev.baton.chat.gateway;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A client of the WebSocket, written only from the description of the protocol. The threads of Java's client only gather
 * the text of the frames: since Java 19 their context class loader is the one of the system, so that the first JSON
 * that is read there would look for its services outside of the application's class loader.
 */
public final class ChatClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Stands in the queue for a failure of the socket, after which no frame comes. */
    private static final String FAILED = "";

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile Throwable failure;
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    private ChatClient() {}

    public static ChatClient connect(URI gateway, String token) {
        ChatClient client = new ChatClient();
        client.socket = HTTP.newWebSocketBuilder()
                .subprotocols("baton.v1", "bearer." + token)
                .buildAsync(webSocket(gateway), client)
                .join();
        return client;
    }

    public static URI webSocket(URI gateway) {
        return URI.create("ws://" + gateway.getAuthority() + "/ws");
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public ChatClient send(String frame) {
        socket.sendText(frame.replace('\'', '"'), true).join();
        return this;
    }

    public ChatClient sendBytes(byte[] bytes) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    public ChatClient join(String room, long after) {
        return send("{'type':'join','room':'" + room + "','after':" + after + "}");
    }

    public ChatClient post(String room, String messageId, String text) {
        return send(new JsonObject()
                .put("type", "post")
                .put("room", room)
                .put("messageId", messageId)
                .put("text", text)
                .encode());
    }

    /** Returns the next frame. */
    public JsonObject next() {
        try {
            String frame = frames.poll(Backend.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came within " + Backend.PATIENCE);
            }
            if (frame.equals(FAILED)) {
                throw new AssertionError("the socket has failed", failure);
            }
            return new JsonObject(frame);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<JsonObject> next(int frames) {
        List<JsonObject> next = new ArrayList<>();
        while (next.size() < frames) {
            next.add(next());
        }
        return next;
    }

    /** Returns the next frame of this kind, and drops the frames before it. */
    public JsonObject next(Predicate<JsonObject> kind) {
        JsonObject frame = next();
        while (!kind.test(frame)) {
            frame = next();
        }
        return frame;
    }

    /**
     * Returns whether no frame is waiting. This is meaningful only after a frame that was sent later than the unwanted
     * one.
     */
    public boolean nothingWaits() {
        return frames.isEmpty();
    }

    /** Returns the code with which the gateway closed the socket. */
    public int closeCode() {
        return closed.orTimeout(Backend.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        failure = error;
        closed.completeExceptionally(error);
        frames.add(FAILED);
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
