package dev.baton.runtime.http.client;

import dev.baton.cloudevents.HttpMessage;
import dev.baton.runtime.config.RelayConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Posts events over HTTP and HTTPS. Trusts the certificate authorities of the JVM and those of {@code baton.relay.*}.
 */
public final class EventClient implements AutoCloseable {

    private static final int KEEP_ALIVE_SECONDS = 30;

    /** Where events are posted, and the token for it. */
    public record Target(URI address, BearerToken token) {

        boolean encrypted() {
            return "https".equals(address.getScheme());
        }
    }

    /**
     * How long a request may take.
     *
     * @param connect how long connecting may take
     * @param answer how long the connection may then stay without data, and how long the whole answer may take
     */
    public record Patience(Duration connect, Duration answer) {}

    /** @param retryAfter the header {@code Retry-After} */
    public record Response(int status, Optional<String> retryAfter) {}

    private final HttpClient client;
    private final Patience patience;

    /**
     * Creates a client.
     *
     * @param connections the maximum number of connections to one host
     * @param targets all that it will post to
     * @throws dev.baton.BatonException if a target is encrypted and a certificate can't be read
     */
    public EventClient(
            Vertx vertx, RelayConfig config, Patience patience, int connections, Collection<Target> targets) {
        HttpClientOptions options =
                new HttpClientOptions().setMaxPoolSize(connections).setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
        if (targets.stream().anyMatch(Target::encrypted)) {
            TrustedAuthorities.of(config.sinkCaCerts(), config.sinkCaDirectory())
                    .ifPresent(options::setTrustOptions);
        }
        this.client = vertx.createHttpClient(options);
        this.patience = patience;
    }

    /** Posts an event. The future fails if there is no response in time, or if the token can't be read. */
    public Future<Response> post(Target target, HttpMessage event) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(target.address().toString())
                .setConnectTimeout(patience.connect().toMillis())
                .setIdleTimeout(patience.answer().toMillis());
        long longest = patience.connect().plus(patience.answer()).toMillis();
        return client.request(options)
                .compose(request -> send(request, target, event))
                .timeout(longest, TimeUnit.MILLISECONDS);
    }

    private static Future<Response> send(HttpClientRequest request, Target target, HttpMessage event) {
        event.headers().forEach((name, value) -> request.putHeader(name, value));
        target.token().addTo(request);
        return request.send(Buffer.buffer(event.body())).compose(response -> response.end()
                .map(ended ->
                        new Response(response.statusCode(), Optional.ofNullable(response.getHeader("Retry-After")))));
    }

    @Override
    public void close() {
        client.close();
    }
}
