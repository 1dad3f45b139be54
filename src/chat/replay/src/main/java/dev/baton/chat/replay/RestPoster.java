package dev.baton.chat.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.chat.replay.Answer.Accepted;
import dev.baton.chat.replay.Answer.Later;
import dev.baton.chat.replay.Answer.Lost;
import dev.baton.chat.replay.Answer.Refused;
import dev.baton.chat.replay.Http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A poster that uses REST. It opens a session when a speaker first speaks, and a new one when the platform no longer
 * knows that session.
 */
final class RestPoster implements Poster {
    private final Platform platform;
    private final String path;
    private final Map<String, String> tokens = new HashMap<>();

    RestPoster(Platform platform, String room) {
        this.platform = platform;
        this.path = "/api/rooms/" + room + "/messages";
    }

    @Override
    public Answer post(Post post, Duration patience) throws InterruptedException {
        try {
            Reply reply = platform.http.send("POST", path, token(post.speaker()), body(post));
            return answerOf(reply, post.speaker());
        } catch (IOException e) {
            return new Lost(e.toString());
        }
    }

    private Answer answerOf(Reply reply, String speaker) {
        if (reply.isDone()) {
            return new Accepted();
        } else if (reply.status() == 401) {
            tokens.remove(speaker);
            return new Lost(reply.problem());
        }
        return reply.isPassing() ? new Later(reply.retryAfter(), reply.problem()) : new Refused(reply.problem());
    }

    private String token(String speaker) throws InterruptedException {
        String token = tokens.get(speaker);
        if (token == null) {
            token = platform.session(speaker);
            tokens.put(speaker, token);
        }
        return token;
    }

    private JsonNode body(Post post) {
        return platform.http
                .json
                .createObjectNode()
                .put("messageId", post.messageId())
                .put("text", post.text());
    }
}
