package dev.baton.runtime.relay.http;

import dev.baton.BatonException;
import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.HttpMessage;
import dev.baton.runtime.config.RelayConfig;
import dev.baton.runtime.deadletter.DeadLetters;
import dev.baton.runtime.http.client.BearerToken;
import dev.baton.runtime.http.client.EventClient;
import dev.baton.runtime.outbox.OutboxRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Posts events to the sink. */
final class SinkClient implements AutoCloseable {

    private final EventClient client;
    private final EventClient.Target sink;
    private final SinkOverrides overrides;

    SinkClient(Vertx vertx, URI sink, RelayConfig config) {
        if (sink.getHost() == null || !"http".equals(sink.getScheme()) && !"https".equals(sink.getScheme())) {
            throw new BatonException(
                    "baton.relay.sink (K_SINK) must be an http or https address but was '" + sink + "'");
        }
        this.overrides = config.sinkOverrides().map(SinkOverrides::parse).orElseGet(() -> SinkOverrides.parse("{}"));
        this.sink =
                new EventClient.Target(sink, new BearerToken(config.sinkTokenFile(), "baton.relay.sink-token-file"));
        this.client = new EventClient(
                vertx,
                config,
                new EventClient.Patience(config.sinkTimeout(), config.sinkTimeout()),
                config.sinkConcurrency(),
                List.of(this.sink));
    }

    /** Posts an event. The future never fails, because a missing response is an answer, too. */
    Future<SinkAnswer> post(OutboxRow event) {
        HttpMessage message;
        try {
            message = HttpBinding.write(Event.stored(overrides.applyTo(attributes(event)), event.data()));
        } catch (RuntimeException e) {
            return Future.succeededFuture(new SinkAnswer.Never("it can't be written: " + e));
        }
        return client.post(sink, message)
                .map(response ->
                        SinkAnswer.of(response.status(), response.retryAfter().orElse("")))
                .otherwise(SinkAnswer::of);
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
