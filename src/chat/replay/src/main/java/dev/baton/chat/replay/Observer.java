package dev.baton.chat.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The second client. It joins the room after a given {@code seq} and keeps every message that it receives over its
 * WebSocket, in the order of arrival. After a reconnection, it joins after the highest {@code seq} that it has
 * received.
 */
final class Observer implements Connection.Owner, AutoCloseable {
    static final String NAME = "replay-observer";
    private static final long REJOIN_MILLIS = 500;

    private final Http http;
    private final String room;
    private final List<ChatMessage> received = new ArrayList<>();
    private final Connection connection;
    private @Nullable ChatSocket socket;
    private long lastSeq;
    private @Nullable String failure;

    Observer(Platform platform, ExecutorService connectors, String room, long after) {
        this.http = platform.http;
        this.room = room;
        this.lastSeq = after;
        this.connection = new Connection(platform, connectors, NAME, this);
    }

    @Override
    public synchronized void opened(ChatSocket opened) {
        socket = opened;
        join();
    }

    private synchronized void join() {
        if (socket != null) {
            socket.send(http.json
                    .createObjectNode()
                    .put("type", "join")
                    .put("room", room)
                    .put("after", lastSeq));
        }
    }

    @Override
    public synchronized void frame(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "message" -> {
                ChatMessage message = ChatMessage.of(frame);
                received.add(message);
                lastSeq = Math.max(lastSeq, message.seq());
                notifyAll();
            }
            case "error" -> refused(frame);
            default -> {}
        }
    }

    /** Handles an error frame. The rejected frame is always a join, because an observer sends no other frame. */
    private void refused(JsonNode error) {
        if (Answer.isPassing(error)) {
            CompletableFuture.delayedExecutor(REJOIN_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::join);
        } else {
            failure = error.path("code").asText() + ": " + error.path("detail").asText();
            notifyAll();
        }
    }

    synchronized int count() {
        return received.size();
    }

    synchronized List<ChatMessage> received() {
        return List.copyOf(received);
    }

    /** Waits for {@code count} messages, but gives up if no message arrives within {@code patience}. */
    synchronized void await(int count, Duration patience) throws InterruptedException {
        int before = -1;
        while (received.size() < count && received.size() != before) {
            before = received.size();
            waitForOneMore(patience);
        }
    }

    private void waitForOneMore(Duration patience) throws InterruptedException {
        int before = received.size();
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (received.size() == before && left > 0) {
            if (failure != null) {
                throw new ReplayFailedException("The second client ('" + NAME + "') got an error: " + failure);
            }
            wait(Math.max(1, left / 1_000_000));
            left = deadline - System.nanoTime();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
