package dev.baton.runtime.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;

/**
 * The maximum size of a request body.
 *
 * @param bytes the largest size
 * @param setting the name of the setting that it comes from
 */
public record BodyLimit(long bytes, String setting) {

    private static final int BEFORE_QUARKUS_OWN_LIMIT = 10;

    /**
     * Rejects requests that declare a longer body, before Quarkus does: its limit (quarkus.http.limits.max-body-size)
     * applies to all requests, and it answers without a body.
     */
    public void addTo(Filters filters, Predicate<RoutingContext> requests) {
        filters.register(
                request -> {
                    if (requests.test(request) && isExceededBy(request.request())) {
                        problem().refuse(request);
                    } else {
                        request.next();
                    }
                },
                BEFORE_QUARKUS_OWN_LIMIT);
    }

    /** Returns whether the request declares a body that is longer than the limit. */
    boolean isExceededBy(HttpServerRequest request) {
        return Body.declaredLength(request) > bytes;
    }

    Problem problem() {
        return new Problem(413, "the body is larger than " + bytes + " bytes (" + setting + ")");
    }
}
