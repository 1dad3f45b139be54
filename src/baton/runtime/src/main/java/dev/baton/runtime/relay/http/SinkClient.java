package dev.baton.runtime.relay.http;

import dev.baton.BatonException;
import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.HttpMessage;
import dev.baton.runtime.config.RelayConfig;
import dev.baton.runtime.deadletter.DeadLetters;
import dev.baton.runtime.outbox.OutboxRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Posts events to the sink. */
final class SinkClient implements AutoCloseable {

    private final HttpClient client;
    private final RequestOptions sink;
    private final SinkOverrides overrides;
    private final Duration timeout;
    private final Path token;

    SinkClient(Vertx vertx, URI sink, RelayConfig config) {
        if (sink.getHost() == null || !"http".equals(sink.getScheme()) && !"https".equals(sink.getScheme())) {
            throw new BatonException(
                    "baton.relay.sink (K_SINK) must be an http or https address but was '" + sink + "'");
        }
        this.overrides = config.sinkOverrides().map(SinkOverrides::parse).orElseGet(() -> SinkOverrides.parse("{}"));
        this.timeout = config.sinkTimeout();
        this.sink = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(sink.toString())
                .setConnectTimeout(timeout.toMillis())
                .setIdleTimeout(timeout.toMillis());
        this.token = config.sinkTokenFile();
        HttpClientOptions options =
                new HttpClientOptions().setMaxPoolSize(config.sinkConcurrency()).setKeepAliveTimeout(30);
        if ("https".equals(sink.getScheme())) {
            SinkTrust.of(config.sinkCaCerts(), config.sinkCaDirectory()).ifPresent(options::setTrustOptions);
        }
        this.client = vertx.createHttpClient(options);
    }

    /** Posts an event. The future never fails, because a missing response is an answer, too. */
    Future<SinkAnswer> post(OutboxRow event) {
        HttpMessage message;
        try {
            message = HttpBinding.write(Event.stored(overrides.applyTo(attributes(event)), event.data()));
        } catch (RuntimeException e) {
            return Future.succeededFuture(new SinkAnswer.Never("it can't be written: " + e));
        }
        return client.request(sink)
                .compose(request -> send(request, message))
                .timeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(SinkAnswer::of);
    }

    private Future<SinkAnswer> send(HttpClientRequest request, HttpMessage message) {
        message.headers().forEach((name, value) -> request.putHeader(name, value));
        authorize(request);
        return request.send(Buffer.buffer(message.body())).compose(response -> response.end()
                .map(ignored -> SinkAnswer.of(response.statusCode(), response.getHeader("Retry-After"))));
    }

    /** Adds the token. It is read for each event, because its issuer replaces it before it expires. */
    private void authorize(HttpClientRequest request) {
        if (!Files.exists(token)) {
            return;
        }
        try {
            request.putHeader(
                    HttpHeaders.AUTHORIZATION,
                    "Bearer " + Files.readString(token).strip());
        } catch (IOException e) {
            throw new BatonException(
                    "The token for the sink can't be read from " + token
                            + " (baton.relay.sink-token-file): let the process read it",
                    e);
        }
    }

    /**
     * Returns the attributes to send. Without topics, only the type distinguishes a dead letter from its event, which
     * would trigger its functions again.
     */
    private static Map<String, String> attributes(OutboxRow event) {
        if (!DeadLetters.isTopic(event.topic())) {
            return event.attributes();
        }
        Map<String, String> attributes = new LinkedHashMap<>(event.attributes());
        attributes.put(AttributeNames.TYPE, event.topic());
        return attributes;
    }

    @Override
    public void close() {
        client.close();
    }
}
