package dev.baton.local.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A user who is signed in to a running platform and uses its public API, with blocking calls. */
public final class ChatUser {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI platform;
    private final String name;
    private final String token;

    /** An answer from the platform; without a body, {@code body} is a missing node. */
    public record Answer(int status, JsonNode body) {}

    private ChatUser(URI platform, String name, String token) {
        this.platform = platform;
        this.name = name;
        this.token = token;
    }

    public static ChatUser signIn(URI platform, String name, String... roles) {
        ChatUser nobody = new ChatUser(platform, name, null);
        Answer session = nobody.send("POST", "/api/session", Map.of("user", name, "roles", List.of(roles)));
        return new ChatUser(platform, name, session.body().path("token").asText());
    }

    static ChatUser withoutToken(URI platform) {
        return new ChatUser(platform, "nobody", null);
    }

    public String name() {
        return name;
    }

    public Answer createRoom(String room, List<String> members) {
        return send("POST", "/api/rooms", Map.of("room", room, "members", members));
    }

    Answer addMember(String room, String user) {
        return send("PUT", "/api/rooms/" + room + "/members/" + URLEncoder.encode(user, UTF_8), null);
    }

    public Answer post(String room, String messageId, String text) {
        return send("POST", "/api/rooms/" + room + "/messages", Map.of("messageId", messageId, "text", text));
    }

    Answer history(String room, long after, int limit) {
        return send("GET", "/api/rooms/" + room + "/messages?after=" + after + "&limit=" + limit, null);
    }

    /** Returns all messages that the room's history has now. */
    public List<JsonNode> history(String room) {
        JsonNode messages = history(room, 0, 1000).body().path("messages");
        return StreamSupport.stream(messages.spliterator(), false).toList();
    }

    /** Sends one event in structured mode to {@code POST /events}. */
    public Answer publish(ObjectNode event) {
        return send("POST", "/events", event, "application/cloudevents+json");
    }

    public LiveRoom join(String room, long after) {
        return LiveRoom.open(platform, token, room, after);
    }

    Answer send(String method, String path, Object body) {
        return send(method, path, body, "application/json");
    }

    private Answer send(String method, String path, Object body, String contentType) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(platform.resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            if (body != null) {
                request.header("Content-Type", contentType);
            }
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String body) throws JsonProcessingException {
        return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
    }
}
