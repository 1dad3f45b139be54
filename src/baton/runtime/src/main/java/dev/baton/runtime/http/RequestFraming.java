package dev.baton.runtime.http;

import dev.baton.cloudevents.HttpFraming;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Rejects requests whose end or host is ambiguous, at every path of this process' HTTP server, before anything else.
 */
@Singleton
class RequestFraming {

    private static final int BEFORE_ALL_OTHERS = 1_000_000;

    void addCheck(@Observes Filters filters) {
        filters.register(RequestFraming::check, BEFORE_ALL_OTHERS);
    }

    /**
     * A request without a usable host fails in the router, before any filter. Quarkus would log each as an error, and
     * keep the connection.
     */
    void addFailureHandler(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(RequestFraming::check);
    }

    private static void check(RoutingContext request) {
        Optional<String> problem = problem(request.request());
        if (problem.isEmpty()) {
            request.next();
            return;
        }
        request.response().putHeader("Connection", "close");
        new Problem(400, problem.get())
                .answer(request)
                .onComplete(answered -> request.request().connection().close());
    }

    private static Optional<String> problem(HttpServerRequest request) {
        HttpVersion version = request.version();
        return version == HttpVersion.HTTP_2
                ? Optional.empty()
                : HttpFraming.problem(request.headers(), version == HttpVersion.HTTP_1_1);
    }
}
