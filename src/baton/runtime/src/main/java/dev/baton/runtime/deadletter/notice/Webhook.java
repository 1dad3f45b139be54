package dev.baton.runtime.deadletter.notice;

import dev.baton.BatonException;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.DeadLettersConfig;
import dev.baton.runtime.http.client.BearerToken;
import dev.baton.runtime.http.client.EventClient;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The address that is told of new dead letters. */
final class Webhook implements AutoCloseable {

    private final EventClient client;
    private final EventClient.Target target;

    Webhook(Vertx vertx, URI address, BatonConfig config) {
        DeadLettersConfig.Webhook webhook = config.deadLetters().webhook();
        Duration half = webhook.timeout().dividedBy(2);
        this.target = new EventClient.Target(
                address, new BearerToken(webhook.tokenFile(), "baton.dead-letters.webhook.token-file"));
        this.client = new EventClient(vertx, config.relay(), new EventClient.Patience(half, half), 1, List.of(target));
    }

    /**
     * Posts an event. Blocks, at most for {@code baton.dead-letters.webhook.timeout}.
     *
     * @throws BatonException if the address does not take the event
     */
    void post(Event event) throws InterruptedException {
        try {
            int status = client.post(target, HttpBinding.write(event))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get()
                    .status();
            if (status / 100 != 2) {
                throw new BatonException("the webhook answered with status " + status);
            }
        } catch (ExecutionException e) {
            throw new BatonException("the webhook was not reached: " + e.getCause(), e);
        }
    }

    URI address() {
        return target.address();
    }

    @Override
    public void close() {
        client.close();
    }
}
