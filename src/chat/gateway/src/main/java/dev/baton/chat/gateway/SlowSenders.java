package dev.baton.chat.gateway;

import dev.baton.http.SlowBodies;
import dev.baton.http.UnreadBodies;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Cuts off clients that take too long to send the body of a request: {@code baton.http.read-timeout}. Discards bodies
 * that nobody has read, and ends the connections of those that are too large.
 */
@ApplicationScoped
class SlowSenders {

    private static final int BEFORE_ALL_OTHERS = 1_000_000;
    private static final int TOO_LARGE = 413;

    void register(@Observes Filters filters) {
        filters.register(SlowSenders::limit, BEFORE_ALL_OTHERS);
    }

    private static void limit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (mayHaveBody(request)) {
            Context connection = Vertx.currentContext();
            SlowBodies.limit(request);
            context.addHeadersEndHandler(head -> {
                if (request.response().getStatusCode() == TOO_LARGE) {
                    UnreadBodies.announceEnd(request);
                }
            });
            context.addEndHandler(answered ->
                    connection.runOnContext(now -> UnreadBodies.discard(request, Future.succeededFuture())));
        }
        context.next();
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
