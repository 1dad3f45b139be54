package dev.baton.runtime.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/**
 * Answers requests for the allowed methods (OPTIONS, HEAD) and for an origin's permission to deliver events
 * (CloudEvents web hooks 1.0.2, section 4). An origin that is not configured gets no permission.
 */
final class WebHook {

    private final Set<String> origins;

    WebHook(Optional<Set<String>> origins) {
        this.origins = origins.orElse(Set.of());
    }

    void answer(RoutingContext request) {
        String origin = request.request().getHeader("WebHook-Request-Origin");
        request.response().putHeader("Allow", "POST");
        if (origin != null && (origins.contains("*") || origins.contains(origin))) {
            request.response().putHeader("WebHook-Allowed-Origin", origins.contains("*") ? "*" : origin);
            request.response().putHeader("WebHook-Allowed-Rate", "*");
        }
        request.end();
    }
}
