package dev.baton.chat.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A single WebSocket with the subprotocol {@code baton.v1}, from its opening to its end. */
final class ChatSocket implements WebSocket.Listener {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The callbacks of a socket's owner. {@code lost} is called at most once, as the last call. */
    interface Listener {
        void frame(JsonNode frame);

        void lost(String why);
    }

    private final Http http;
    private final Listener listener;
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<WebSocket> sending = new CompletableFuture<>();
    private boolean ended;

    private ChatSocket(Http http, Listener listener) {
        this.http = http;
        this.listener = listener;
    }

    static CompletableFuture<ChatSocket> open(Http http, String token, Listener listener) {
        ChatSocket socket = new ChatSocket(http, listener);
        return http.client
                .newWebSocketBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .subprotocols("baton.v1", "bearer." + token)
                .buildAsync(http.webSocket(), socket)
                .thenApply(webSocket -> socket);
    }

    /** Sends a frame. Frames go out in the order of the calls. */
    synchronized void send(JsonNode frame) {
        sending = sending.thenCompose(webSocket -> webSocket.sendText(frame.toString(), true));
        sending.exceptionally(failure -> {
            end("sending failed: " + failure);
            return null;
        });
    }

    synchronized void close() {
        ended = true;
        sending.whenComplete((webSocket, failure) -> {
            if (webSocket != null) {
                webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "");
            }
        });
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        sending.complete(webSocket);
        webSocket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            JsonNode frame = parse(text.toString());
            text.setLength(0);
            listener.frame(frame);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        end("closed by the platform with status " + status + (reason.isEmpty() ? "" : " (" + reason + ")"));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable failure) {
        end("connection lost: " + failure);
    }

    private void end(String why) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        listener.lost(why);
    }

    private JsonNode parse(String frame) {
        try {
            return http.json.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The platform sent a frame that is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
