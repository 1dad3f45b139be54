package dev.baton.runtime.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The body of one request. It never takes more memory, and is never waited for longer, than allowed. */
final class Body {

    /**
     * Signals that the sender disconnected, or was cut off because it was too slow, so nobody can receive an answer.
     */
    static final class SenderGone extends RuntimeException {
        SenderGone(String message) {
            super(message, null, false, false);
        }
    }

    private final HttpServerRequest request;
    private final long limit;
    private final Promise<Buffer> read = Promise.promise();
    private @Nullable Buffer body = Buffer.buffer();

    private Body(HttpServerRequest request, long limit) {
        this.request = request;
        this.limit = limit;
    }

    /**
     * Reads the body. Call this method on the request's event loop, before any of the body was read. The returned Uni
     * fails with a {@link Problem} (413) as soon as the body, or its declared length, exceeds the limit. The rest of
     * the body is then discarded.
     */
    static Uni<Buffer> read(HttpServerRequest request, long limit, Duration longest) {
        Body body = new Body(request, limit);
        body.start(longest);
        if (tooLong(request, limit)) {
            body.tooLarge();
        } else if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        return Uni.createFrom().completionStage(body.read.future().toCompletionStage());
    }

    /** Discards the body, so that the sender gets to read its answer. Cuts off the sender when that takes too long. */
    static void discard(HttpServerRequest request, Duration longest) {
        Body body = new Body(request, 0);
        body.body = null;
        body.start(longest);
    }

    /** Returns whether the request declares a body that is longer than the limit. */
    static boolean tooLong(HttpServerRequest request, long limit) {
        String length = request.getHeader("Content-Length");
        return length != null && length.matches("\\d+") && (length.length() > 18 || Long.parseLong(length) > limit);
    }

    static Problem tooLarge(long limit) {
        return new Problem(413, "the body may have " + limit + " bytes (baton.http.max-body-size), but has more");
    }

    private void start(Duration longest) {
        if (request.isEnded()) {
            read.complete(body);
            return;
        }
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(longest.toMillis(), ignored -> cut());
        request.exceptionHandler(failure -> {
            vertx.cancelTimer(timer);
            read.tryFail(new SenderGone("the connection broke"));
        });
        request.endHandler(ignored -> {
            vertx.cancelTimer(timer);
            read.tryComplete(body);
        });
        request.handler(this::add);
        request.resume();
    }

    private void add(Buffer chunk) {
        if (body == null) {
            return;
        }
        if (body.length() + (long) chunk.length() > limit) {
            tooLarge();
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void tooLarge() {
        body = null;
        read.tryFail(tooLarge(limit));
    }

    private void cut() {
        read.tryFail(new SenderGone("the body did not arrive in time"));
        body = null;
        // Vert.x ignores a reset of a response that has ended, such as the answer to a rejected request, so the
        // connection is closed instead.
        if (request.response().ended() && request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        } else {
            request.response().reset();
        }
    }
}
