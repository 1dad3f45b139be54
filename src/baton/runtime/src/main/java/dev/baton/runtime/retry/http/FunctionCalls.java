package dev.baton.runtime.retry.http;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.HttpMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Posts due events to their functions. The answer does not matter: whatever it is, a process of the function has
 * started, and takes its due events from the retry table itself. An event that it has already handled is a duplicate.
 */
@Singleton
class FunctionCalls {

    private static final Logger LOG = Logger.getLogger(FunctionCalls.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Knative answers once a process has started. */
    private static final Duration START = Duration.ofSeconds(90);

    private final HttpClient client;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    FunctionCalls(Vertx vertx) {
        this.client = vertx.createHttpClient();
    }

    /** Posts the events one after another, unless earlier ones of the function are still being posted. */
    void post(String function, URI url, List<Event> events) {
        if (running.add(function)) {
            Future<Integer> posted = Future.succeededFuture(0);
            for (Event event : events) {
                posted = posted.compose(ignored -> post(url, event));
            }
            posted.onComplete(done -> {
                running.remove(function);
                if (done.failed()) {
                    LOG.warnf(
                            "Function not reached, its due events wait: function=%s url=%s cause=%s",
                            function, url, done.cause());
                } else {
                    LOG.infof(
                            "Due events posted, because no process took them: function=%s url=%s count=%d status=%d",
                            function, url, events.size(), done.result());
                }
            });
        }
    }

    private Future<Integer> post(URI url, Event event) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .setConnectTimeout(CONNECT.toMillis())
                .setIdleTimeout(START.toMillis());
        return client.request(options).compose(request -> send(request, event));
    }

    private static Future<Integer> send(HttpClientRequest request, Event event) {
        HttpMessage message = HttpBinding.write(event);
        message.headers().forEach((name, value) -> request.putHeader(name, value));
        return request.send(Buffer.buffer(message.body()))
                .compose(response -> response.end().map(ignored -> response.statusCode()));
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
