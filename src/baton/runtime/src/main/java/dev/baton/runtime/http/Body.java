package dev.baton.runtime.http;

import dev.baton.http.SlowBodies;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * The body of one request. It never takes more memory than allowed. A sender that takes longer than
 * {@code baton.http.read-timeout} is cut off.
 */
public final class Body {

    /** Signals that the sender disconnected, or was cut off because it was too slow, so nobody can receive an answer. */
    public static final class SenderGone extends RuntimeException {
        SenderGone() {
            super("the connection ended before the body", null, false, false);
        }
    }

    private final BodyLimit limit;
    private final BodyMemory.Part memory;
    private final Promise<Buffer> read = Promise.promise();
    private final Buffer body = Buffer.buffer();

    private Body(BodyLimit limit, BodyMemory.Part memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /**
     * Reads the body. Call this method on the request's event loop, before any of the body has been read. The returned
     * Uni fails with a {@link Problem} as soon as the body, or its declared length, exceeds the limit (413) or the
     * memory that is left (503). The rest of the body is then not read: answer with {@link Problem#refuse}. The Uni
     * fails with {@link SenderGone} if there is nobody to answer.
     */
    public static Uni<Buffer> read(HttpServerRequest request, BodyLimit limit, BodyMemory.Part memory) {
        if (limit.isExceededBy(request)) {
            return Uni.createFrom().failure(limit.problem());
        }
        try {
            memory.check(declaredLength(request));
        } catch (Problem full) {
            return Uni.createFrom().failure(full);
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        Body body = new Body(limit, memory);
        body.start(request);
        return Uni.createFrom().completionStage(body.read.future().toCompletionStage());
    }

    /** Returns the length that the request declares, or 0 if it does not. */
    static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null || !length.matches("\\d+")) {
            return 0;
        }
        return length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length);
    }

    private void start(HttpServerRequest request) {
        if (request.isEnded()) {
            read.complete(body);
            return;
        }
        SlowBodies.limit(request);
        request.exceptionHandler(failure -> read.tryFail(new SenderGone()));
        request.endHandler(ignored -> read.tryComplete(body));
        request.handler(this::add);
        request.resume();
    }

    private void add(Buffer chunk) {
        try {
            if (body.length() + (long) chunk.length() > limit.bytes()) {
                throw limit.problem();
            }
            memory.take(chunk.length());
            body.appendBuffer(chunk);
        } catch (Problem tooMuch) {
            read.tryFail(tooMuch);
        }
    }
}
