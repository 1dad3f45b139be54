package dev.baton.runtime.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/** The body of one request: never more of it in memory than allowed, and no longer waited for than allowed. */
final class Body {

    /** The sender is gone, or was cut off for being too slow: there is nobody to answer. */
    static final class SenderGone extends RuntimeException {
        SenderGone(String message) {
            super(message, null, false, false);
        }
    }

    private final HttpServerRequest request;
    private final long limit;
    private final Promise<Buffer> read = Promise.promise();
    private Buffer body = Buffer.buffer();

    private Body(HttpServerRequest request, long limit) {
        this.request = request;
        this.limit = limit;
    }

    /**
     * Reads the body. Call it on the request's event loop, before anything of the body was read. Fails with a {@link Problem} (413) as
     * soon as the body is, or says that it is, larger than the limit; what still comes of it is thrown away.
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

    /** Throws away what comes, so that the sender gets to read its answer; cuts it off when that takes too long. */
    static void discard(HttpServerRequest request, Duration longest) {
        Body body = new Body(request, 0);
        body.body = null;
        body.start(longest);
    }

    /** Whether the request says that its body is longer. */
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
        // Who has its answer, as of a refused request, is not helped by a reset of the response: Vert.x does nothing
        // then.
        if (request.response().ended() && request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        } else {
            request.response().reset();
        }
    }
}
