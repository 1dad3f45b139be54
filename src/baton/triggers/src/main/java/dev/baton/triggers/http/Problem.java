package dev.baton.triggers.http;

import dev.baton.cloudevents.MediaType;
import dev.baton.cloudevents.UnreadableEventException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** The reason why a request is rejected (RFC 9457). */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    private Problem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    /** Returns the problem of a request that is not a CloudEvent, or whose event must not enter the broker. */
    public static Problem malformed(String detail) {
        return new Problem(400, "No CloudEvent", detail);
    }

    static Problem notFound(String path) {
        return new Problem(404, "Not found", "there is nothing at " + path + ": events go to " + Ingress.PATH);
    }

    static Problem method(String method) {
        return new Problem(405, "Method not allowed", "events are sent with POST, not with " + method);
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "Too large", detail);
    }

    static Problem unsupportedType(String detail) {
        return new Problem(415, "Unsupported media type", detail);
    }

    /** Returns the problem of a request whose events can't be read. */
    static Problem of(UnreadableEventException unreadable) {
        return switch (unreadable.reason()) {
            case MALFORMED -> malformed("the request is not a CloudEvent: " + unreadable.getMessage());
            case UNSUPPORTED -> unsupportedType(String.valueOf(unreadable.getMessage()));
            case TOO_LARGE -> tooLarge(String.valueOf(unreadable.getMessage()));
        };
    }

    /** Returns the problem of a request whose end or host is ambiguous. */
    static Problem framing(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    static Problem notStored() {
        return new Problem(503, "Not stored", "the event could not be stored now; send it again");
    }

    int status() {
        return status;
    }

    Future<Void> answer(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        if (status == 503) {
            response.putHeader("Retry-After", "1");
        }
        return response.setStatusCode(status)
                .putHeader("Content-Type", MediaType.PROBLEM)
                .end(new JsonObject()
                        .put("title", title)
                        .put("status", status)
                        .put("detail", getMessage())
                        .toBuffer());
    }
}
