package dev.baton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Users of the gateway, with development sessions. */
final class GatewayMembers implements Members {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;

    GatewayMembers(URI gateway) {
        this.gateway = gateway;
    }

    @Override
    public String[] subprotocols(String user) throws Exception {
        return new String[] {"bearer." + token(user)};
    }

    @Override
    public void room(String room, String first, String second) throws Exception {
        post("/api/rooms", token(first), Map.of("room", room, "members", new String[] {first, second}));
    }

    private String token(String user) throws Exception {
        return post("/api/session", null, Map.of("user", user)).path("token").asText();
    }

    private JsonNode post(String path, String token, Map<String, ?> body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(HandWritten.JSON.writeValueAsBytes(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(path + " answers " + response.statusCode() + ": " + response.body());
        }
        return HandWritten.JSON.readTree(response.body());
    }
}
