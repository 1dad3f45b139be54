package dev.baton.chat.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.chat.replay.Answer.Accepted;
import dev.baton.chat.replay.Answer.Later;
import dev.baton.chat.replay.Answer.Lost;
import dev.baton.chat.replay.Answer.Refused;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A poster with one WebSocket per speaker. All of them are open from the start, so that every speaker is present. */
final class WebSocketPoster implements Poster, AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final Http http;
    private final String room;
    private final Map<String, Speaker> speakers = new LinkedHashMap<>();

    WebSocketPoster(Platform platform, ExecutorService connectors, String room, Collection<String> names) {
        this.http = platform.http;
        this.room = room;
        names.forEach(name -> speakers.put(name, new Speaker(platform, connectors, name)));
    }

    void awaitConnections(Duration patience) throws InterruptedException, TimeoutException {
        for (Speaker speaker : speakers.values()) {
            speaker.connection.await(patience);
        }
    }

    @Override
    public Answer post(Post post, Duration patience) throws InterruptedException {
        Speaker speaker = speakers.get(post.speaker());
        if (speaker == null) {
            throw new IllegalArgumentException(post.speaker() + " has no connection");
        }
        return speaker.post(post, patience);
    }

    @Override
    public void close() {
        speakers.values().forEach(speaker -> speaker.connection.close());
    }

    private final class Speaker implements Connection.Owner {
        private final Connection connection;
        private volatile Pending pending = new Pending("", new CompletableFuture<>());

        Speaker(Platform platform, ExecutorService connectors, String name) {
            connection = new Connection(platform, connectors, name, this);
        }

        Answer post(Post post, Duration patience) throws InterruptedException {
            try {
                ChatSocket socket = connection.await(patience);
                CompletableFuture<Answer> answer = new CompletableFuture<>();
                pending = new Pending(post.messageId(), answer);
                socket.send(postFrame(post));
                return answer.get(Math.min(patience.toMillis(), ANSWER_TIMEOUT.toMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return new Lost(e.getMessage() == null ? "no answer over the WebSocket" : e.getMessage());
            } catch (ExecutionException e) {
                return new Lost(String.valueOf(e.getCause()));
            }
        }

        @Override
        public void frame(JsonNode frame) {
            Pending waiting = pending;
            if (waiting.messageId.equals(frame.path("messageId").asText(null))) {
                switch (frame.path("type").asText()) {
                    case "accepted" -> waiting.answer.complete(new Accepted());
                    case "error" -> waiting.answer.complete(answerOf(frame));
                    default -> {}
                }
            }
        }

        @Override
        public void lost(String why) {
            pending.answer.complete(new Lost(why));
        }
    }

    private record Pending(String messageId, CompletableFuture<Answer> answer) {}

    private JsonNode postFrame(Post post) {
        return http.json
                .createObjectNode()
                .put("type", "post")
                .put("room", room)
                .put("messageId", post.messageId())
                .put("text", post.text());
    }

    private static Answer answerOf(JsonNode error) {
        String why = error.path("code").asText() + ": " + error.path("detail").asText();
        Duration delay =
                Duration.ofMillis((long) (1000 * error.path("retryAfter").asDouble(1)));
        return Answer.isPassing(error) ? new Later(delay, why) : new Refused(why);
    }
}
