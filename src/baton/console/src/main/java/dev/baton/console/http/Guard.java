package dev.baton.console.http;

import dev.baton.cloudevents.MediaType;
import dev.baton.runtime.http.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** What browsers must not do: run other scripts, show the console in a frame, or send it requests of other pages. */
final class Guard {

    /** No page of another origin can send this header, unless the server allows it, which this one doesn't. */
    static final String OWN_HEADER = "X-Baton-Console";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private Guard() {}

    static void addHeaders(RoutingContext request) {
        request.response()
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        request.addHeadersEndHandler(ignored -> removeSharing(request.response().headers()));
        request.next();
    }

    /** The management interface shares what it serves with all origins. */
    private static void removeSharing(MultiMap headers) {
        headers.remove("Access-Control-Allow-Origin").remove("Access-Control-Allow-Credentials");
    }

    /** Fails with a {@link Problem} if a page of another origin may have sent the request. */
    static void check(RoutingContext request) {
        if (Hosts.isFromElsewhere(request)) {
            throw new Problem(403, "the console takes no requests from pages of other origins");
        }
        if (request.request().method() == HttpMethod.GET) {
            return;
        }
        if (request.request().getHeader(OWN_HEADER) == null) {
            throw new Problem(403, "a request that changes something needs the header " + OWN_HEADER + ": 1");
        }
        String type = request.request().getHeader("Content-Type");
        if (type == null || !MediaType.isJson(type)) {
            throw new Problem(415, "the body must be JSON, with Content-Type: application/json");
        }
    }
}
