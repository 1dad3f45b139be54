package dev.baton.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client that sends events to an ingress. */
final class Producer {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI ingress;

    Producer(TriggerBroker broker) {
        this.ingress = broker.ingress();
    }

    /** Sends an event in binary mode, which must be accepted. */
    void send(String type, String id, String... headers) {
        assertThat(post("{}", binary(type, id, headers)).statusCode()).isEqualTo(202);
    }

    HttpResponse<String> post(String body, String... headers) {
        return exchange("POST", body, headers);
    }

    HttpResponse<String> exchange(String method, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(ingress).method(method, BodyPublishers.ofString(body));
        return exchange(headers.length == 0 ? request : request.headers(headers));
    }

    static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String[] binary(String type, String id, String... more) {
        String[] headers = new String[10 + more.length];
        String[] own = {
            "ce-specversion",
            "1.0",
            "ce-type",
            type,
            "ce-id",
            id,
            "ce-source",
            "/test",
            "content-type",
            "application/json"
        };
        System.arraycopy(own, 0, headers, 0, own.length);
        System.arraycopy(more, 0, headers, own.length, more.length);
        return headers;
    }
}
