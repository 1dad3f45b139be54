package dev.baton.runtime.http;

import dev.baton.cloudevents.DeliveryStatus;
import dev.baton.cloudevents.MediaType;
import dev.baton.http.UnreadBodies;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The reason for which a request was rejected (RFC 9457). */
public final class Problem extends RuntimeException {

    private final int status;
    private String challenge = "Bearer";
    private @Nullable Duration retryAfter;
    private @Nullable JsonArray errors;

    public Problem(int status, @Nullable String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /** Returns the problem of a request that failed because of a bug, which the caller has logged. */
    public static Problem logged() {
        return new Problem(500, "it was logged");
    }

    /** Sets the {@code WWW-Authenticate} of an answer with status 401. */
    Problem challenge(String challenge) {
        this.challenge = challenge;
        return this;
    }

    /** Sets the pause after which the sender should try again. */
    Problem retryAfter(Duration pause) {
        this.retryAfter = pause;
        return this;
    }

    /** Sets the problems of the individual events of a batch. */
    Problem errors(JsonArray each) {
        this.errors = each;
        return this;
    }

    public int status() {
        return status;
    }

    /** Returns whether a sender that follows Knative's data plane contract tries again. */
    boolean retried() {
        return DeliveryStatus.isRetried(status);
    }

    public Future<Void> answer(RoutingContext request) {
        request.response().setStatusCode(status).putHeader("Content-Type", MediaType.PROBLEM);
        if (status == 401) {
            request.response().putHeader("WWW-Authenticate", challenge);
        }
        if (retryAfter != null) {
            request.response().putHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return request.end(json().toBuffer());
    }

    /**
     * Answers a request whose body may be on its way, so that the sender can read the answer. The connection of a body
     * that is too large ends. Call this method on the request's event loop.
     */
    public Future<Void> refuse(RoutingContext request) {
        if (status == 413) {
            UnreadBodies.announceEnd(request.request());
        }
        Future<Void> answered = answer(request);
        UnreadBodies.discard(request.request(), answered);
        return answered;
    }

    private JsonObject json() {
        JsonObject json = new JsonObject()
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", getMessage());
        return errors == null ? json : json.put("errors", errors);
    }
}
