package dev.baton.chat.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client that sends JSON requests and reads JSON replies. It does not depend on any particular resource. */
final class Http {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

    final HttpClient client;
    final ObjectMapper json = new ObjectMapper();
    private final URI base;

    Http(URI base) {
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** The server's reply; {@code retryAfter} is meaningful only with status 429 or 503. */
    record Reply(String request, int status, JsonNode body, Duration retryAfter) {

        boolean isDone() {
            return status / 100 == 2;
        }

        boolean isPassing() {
            return status == 429 || status / 100 == 5;
        }

        String problem() {
            String detail = body.path("detail").asText(body.path("title").asText(""));
            return request + " answered " + status + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /** Sends a request; {@code token} and {@code body} may be null. */
    Reply send(String method, String path, @Nullable String token, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", "application/json, application/problem+json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Reply(method + " " + at(path), response.statusCode(), read(response.body()), retryAfter(response));
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    URI webSocket() {
        return URI.create(base.toString().replaceFirst("^http", "ws") + "/ws");
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Retry-After")
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .orElse(DEFAULT_RETRY_AFTER);
        } catch (NumberFormatException e) {
            return DEFAULT_RETRY_AFTER;
        }
    }
}
