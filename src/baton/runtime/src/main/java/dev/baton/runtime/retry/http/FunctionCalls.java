package dev.baton.runtime.retry.http;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.http.client.BearerToken;
import dev.baton.runtime.http.client.EventClient;
import dev.baton.runtime.http.client.EventClient.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Posts due events to their functions. The answer does not matter: whatever it is, a process of the function has
 * started, and takes its due events from the retry table itself. An event that it has already handled is a duplicate.
 */
@Singleton
class FunctionCalls {

    private static final Logger LOG = Logger.getLogger(FunctionCalls.class);

    /** Knative answers once a process has started. */
    private static final EventClient.Patience START =
            new EventClient.Patience(Duration.ofSeconds(10), Duration.ofSeconds(90));

    private static final int CONNECTIONS = 5;

    private final EventClient client;
    private final Map<String, Target> targets = new TreeMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    FunctionCalls(Vertx vertx, FunctionUrls urls, BatonConfig config) {
        urls.all().forEach((function, url) -> targets.put(function, target(function, url, config)));
        this.client = new EventClient(vertx, config.relay(), START, CONNECTIONS, targets.values());
    }

    /** A function that checks senders has its own audience, and so its own token. */
    private static Target target(String function, URI url, BatonConfig config) {
        Path token = config.relay().functionTokenDirectory().resolve(function);
        return new Target(url, new BearerToken(token, "in baton.relay.function-token-directory"));
    }

    /**
     * Posts the events one after another, unless earlier ones of the function are still being posted, or its address is
     * not known.
     */
    void post(String function, List<Event> events) {
        Target target = targets.get(function);
        if (target != null && running.add(function)) {
            Future<Integer> posted = Future.succeededFuture(0);
            for (Event event : events) {
                posted = posted.compose(ignored -> post(target, event));
            }
            posted.onComplete(done -> {
                running.remove(function);
                if (done.failed()) {
                    LOG.warnf(
                            "Function not reached; its due events wait: function=%s url=%s cause=%s",
                            function, target.address(), done.cause());
                } else {
                    LOG.infof(
                            "Due events posted, because no process took them: function=%s url=%s count=%d status=%d",
                            function, target.address(), events.size(), done.result());
                }
            });
        }
    }

    private Future<Integer> post(Target target, Event event) {
        return client.post(target, HttpBinding.write(event)).map(EventClient.Response::status);
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
