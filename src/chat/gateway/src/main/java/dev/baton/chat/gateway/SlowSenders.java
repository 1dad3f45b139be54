package dev.baton.chat.gateway;

import dev.baton.http.SlowBodies;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Cuts off clients that take too long to send the body of a request: {@code baton.http.read-timeout}. */
@ApplicationScoped
class SlowSenders {

    private static final int BEFORE_ALL_OTHERS = 1_000_000;

    void register(@Observes Filters filters) {
        filters.register(SlowSenders::limit, BEFORE_ALL_OTHERS);
    }

    private static void limit(RoutingContext context) {
        if (mayHaveBody(context.request())) {
            SlowBodies.limit(context.request());
        }
        context.next();
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
