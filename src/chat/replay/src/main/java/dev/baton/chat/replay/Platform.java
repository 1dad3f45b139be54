package dev.baton.chat.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.chat.replay.Http.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of the platform's REST API. While the platform is unavailable or busy, a call is retried for as long as
 * {@code patience}. Every call is harmless when made twice.
 */
final class Platform {
    private static final int PAGE = 1000;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    final Http http;
    private final Ticker ticker;
    private final Duration patience;

    Platform(Http http, Ticker ticker, Duration patience) {
        this.http = http;
        this.ticker = ticker;
        this.patience = patience;
    }

    /** Fails at once if nothing answers, so that a wrong address does not cause a long wait. */
    void check() throws InterruptedException {
        try {
            http.send("GET", "/api/rooms", null, null);
        } catch (IOException e) {
            throw new ReplayFailedException(
                    "Nothing answers at " + http.at("/") + " (" + e
                            + "). Start the platform with ./baton dev, or name another with --url",
                    e);
        }
    }

    String session(String user) throws InterruptedException {
        Reply reply = insist("POST", "/api/session", null, object().put("user", user));
        if (reply.status() == 404) {
            throw new ReplayFailedException("The platform does not issue sessions to anyone who asks ("
                    + reply.problem() + "). A replay needs a platform with CHAT_DEV_SESSIONS=true, as ./baton dev has");
        }
        return done(reply).body().path("token").asText();
    }

    /** Creates a room with these members. Returns false if the room already exists; its members are then unchanged. */
    boolean createRoom(String token, String room, Collection<String> members) throws InterruptedException {
        ObjectNode body = object().put("room", room);
        ArrayNode names = body.putArray("members");
        members.forEach(names::add);
        return done(insist("POST", "/api/rooms", token, body)).status() == 201;
    }

    void addMember(String token, String room, String member) throws InterruptedException {
        Reply reply = insist("PUT", "/api/rooms/" + room + "/members/" + encode(member), token, null);
        if (reply.status() == 403) {
            throw new ReplayFailedException("Room '" + room + "' exists and belongs to others (" + reply.problem()
                    + "). Name another with --room");
        }
        done(reply);
    }

    List<ChatMessage> history(String token, String room, long after) throws InterruptedException {
        List<ChatMessage> messages = new ArrayList<>();
        List<ChatMessage> page;
        do {
            page = page(
                    token,
                    room,
                    messages.isEmpty()
                            ? after
                            : messages.get(messages.size() - 1).seq());
            messages.addAll(page);
        } while (page.size() == PAGE);
        return messages;
    }

    private List<ChatMessage> page(String token, String room, long after) throws InterruptedException {
        String path = "/api/rooms/" + room + "/messages?after=" + after + "&limit=" + PAGE;
        List<ChatMessage> page = new ArrayList<>();
        for (JsonNode message : done(insist("GET", path, token, null)).body().path("messages")) {
            page.add(ChatMessage.of(message));
        }
        return page;
    }

    private Reply insist(String method, String path, @Nullable String token, @Nullable JsonNode body)
            throws InterruptedException {
        Duration deadline = ticker.now().plus(patience);
        while (true) {
            Duration wait = BETWEEN_ATTEMPTS;
            String why;
            try {
                Reply reply = http.send(method, path, token, body);
                if (!reply.isPassing()) {
                    return reply;
                }
                wait = reply.status() == 500 ? wait : reply.retryAfter();
                why = reply.problem();
            } catch (IOException e) {
                why = e.toString();
            }
            if (ticker.now().plus(wait).compareTo(deadline) >= 0) {
                throw new ReplayFailedException(method + " " + http.at(path) + " did not succeed within "
                        + patience.toSeconds() + " s (--timeout). Last answer: " + why);
            }
            ticker.sleep(wait);
        }
    }

    private ObjectNode object() {
        return http.json.createObjectNode();
    }

    private static Reply done(Reply reply) {
        if (!reply.isDone()) {
            throw new ReplayFailedException(reply.problem());
        }
        return reply;
    }

    static String encode(String pathSegment) {
        return URLEncoder.encode(pathSegment, UTF_8).replace("+", "%20");
    }
}
