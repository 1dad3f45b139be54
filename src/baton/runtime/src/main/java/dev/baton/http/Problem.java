package dev.baton.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Why a request was refused (RFC 9457). */
final class Problem extends RuntimeException {

    private final int status;
    private final String title;

    Problem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    void answer(RoutingContext request) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        if (status == 401) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        request.end(new JsonObject()
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage())
                .toBuffer());
    }
}
