package dev.baton.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Sends events as any HTTP client would. */
final class HttpCalls {

    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    HttpCalls(URI base) {
        this.base = base;
    }

    /** Returns a request for one event in binary mode, with additional headers (name, value, name, value, ...). */
    HttpRequest binary(String path, String type, String id, String data, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("ce-specversion", "1.0")
                .header("ce-type", type)
                .header("ce-source", "/tests")
                .header("ce-id", id)
                .POST(BodyPublishers.ofString(data));
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            typed |= headers[i].equals("Content-Type");
        }
        return (typed ? request : request.header("Content-Type", "application/json")).build();
    }

    HttpRequest body(String path, String contentType, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    HttpRequest method(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).method(method, BodyPublishers.noBody());
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    HttpResponse<String> send(HttpRequest request) {
        return sendAsync(request).join();
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** The result of two concurrent deliveries of one event: one continues, and the other one was answered. */
    record AtOnce(CompletableFuture<HttpResponse<String>> inFlight, HttpResponse<String> answered) {}

    /**
     * Sends the event twice, to a function that waits, until one of the two requests is answered. Either may arrive
     * first.
     */
    AtOnce sendTwice(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> one = sendAsync(request);
        CompletableFuture<HttpResponse<String>> other = sendAsync(request);
        CompletableFuture.anyOf(one, other).join();
        return one.isDone() ? new AtOnce(other, one.join()) : new AtOnce(one, other.join());
    }

    HttpResponse<String> sent(String id, String parcel, int weight, String... headers) {
        return send(sending(id, parcel, weight, headers));
    }

    HttpRequest sending(String id, String parcel, int weight, String... headers) {
        return binary("/", "parcels.sent.v1", id, parcel(parcel, weight), headers);
    }

    static String parcel(String parcel, int weight) {
        return "{\"parcel\":\"" + parcel + "\",\"weight\":" + weight + "}";
    }

    /** Returns an event in the JSON format. Additional attributes begin with a comma. */
    static String json(String id, String data, String more) {
        return "{\"specversion\":\"1.0\",\"type\":\"parcels.sent.v1\",\"source\":\"/tests\",\"id\":\"" + id
                + "\",\"data\":" + data + more + "}";
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks the status and the form of a problem. */
    static String problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(parse(answer.body()).path("status").asInt()).isEqualTo(status);
        assertThat(parse(answer.body()).path("detail").asText()).isNotBlank();
        return answer.body();
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
