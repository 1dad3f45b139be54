package dev.baton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A WebSocket with the subprotocol {@code baton.v1}. Frames are sent in the order of the calls. */
final class Socket implements WebSocket.Listener {

    private final Consumer<JsonNode> frames;
    private final Consumer<String> lost;
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<WebSocket> sending;

    private Socket(Consumer<JsonNode> frames, Consumer<String> lost) {
        this.frames = frames;
        this.lost = lost;
    }

    static Socket open(
            HttpClient http, URI server, String[] subprotocols, Consumer<JsonNode> frames, Consumer<String> lost) {
        Socket socket = new Socket(frames, lost);
        URI address = URI.create("ws" + server.toString().substring("http".length()) + "/ws");
        socket.sending = http.newWebSocketBuilder()
                .subprotocols("baton.v1", subprotocols)
                .buildAsync(address, socket);
        socket.sending.join();
        return socket;
    }

    synchronized void send(Map<String, ?> frame) {
        String json = HandWritten.JSON.valueToTree(frame).toString();
        sending = sending.thenCompose(socket -> socket.sendText(json, true));
        sending.exceptionally(failure -> {
            lost.accept("sending failed: " + failure);
            return null;
        });
    }

    synchronized void close() {
        sending.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            JsonNode frame = parse(text.toString());
            text.setLength(0);
            frames.accept(frame);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        lost.accept("closed with " + status + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        lost.accept(failure.toString());
    }

    private static JsonNode parse(String frame) {
        try {
            return HandWritten.JSON.readTree(frame);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + frame, e);
        }
    }
}
