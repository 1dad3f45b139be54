package dev.baton.triggers;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A real HTTP server that remembers the requests, and answers as the test requests. */
final class Subscriber implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** @param headers by any case of their names */
    record Received(String method, Map<String, String> headers, String body) {

        String id() {
            return headers.get("ce-id");
        }
    }

    private Subscriber(BiConsumer<Received, HttpServerRequest> answer) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    Received one = received(request, body);
                    received.add(one);
                    answer.accept(one, request);
                }));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    static Subscriber answering(BiConsumer<Received, HttpServerRequest> answer) {
        return new Subscriber(answer);
    }

    static Subscriber answering(int status) {
        return answering(
                (received, request) -> request.response().setStatusCode(status).end());
    }

    /** Answers the first requests with these, all others with 202. */
    static Subscriber answering(int... first) {
        AtomicInteger next = new AtomicInteger();
        return answering((received, request) -> {
            int at = next.getAndIncrement();
            request.response()
                    .setStatusCode(at < first.length ? first[at] : 202)
                    .end();
        });
    }

    /** Replies with an event of this type, in binary mode and without data. */
    static void reply(HttpServerRequest request, int status, String type, String id) {
        request.response()
                .setStatusCode(status)
                .putHeader("ce-specversion", "1.0")
                .putHeader("ce-id", id)
                .putHeader("ce-source", "/replies")
                .putHeader("ce-type", type)
                .end();
    }

    private static Received received(HttpServerRequest request, Buffer body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        return new Received(request.method().name(), headers, body.toString());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    List<Received> received() {
        return received;
    }

    List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
