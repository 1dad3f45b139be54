package dev.baton.it.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A sink that answers as the test requests, and remembers the requests. */
final class SinkServer implements AutoCloseable {

    /** A request: its headers, in lower case, and its body. */
    record Received(Map<String, String> headers, String body, int answered) {
        String id() {
            return headers.get("ce-id");
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();

    /** A function from the headers of a request to the status of its answer. */
    volatile Function<Map<String, String>, Integer> answers = headers -> 202;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    SinkServer(int port) {
        this(create(port));
    }

    /** Starts a sink with TLS. */
    SinkServer(int port, SSLContext certificate) {
        this(createSecure(port, certificate));
    }

    private SinkServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static HttpServer create(int port) {
        try {
            return HttpServer.create(address(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer createSecure(int port, SSLContext certificate) {
        try {
            HttpsServer server = HttpsServer.create(address(port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port() + "/sink");
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Returns the accepted events that have an attribute with this value. */
    List<Received> taken(String header, String value) {
        return received.stream()
                .filter(request -> request.answered() < 300
                        && value.equals(request.headers().get(header)))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = answers.apply(headers);
        received.add(new Received(headers, body, status));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
