package dev.baton.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * What is left of the body of a request that is answered before all of it has arrived. If its connection were closed at
 * once, the sender would get a reset instead of the answer, because it is still sending.
 */
public final class UnreadBodies {

    /** Enough for a sender that reads its answer only after it has sent everything. */
    private static final long MOST_BYTES = 16 << 20;

    private UnreadBodies() {}

    /**
     * Announces that the connection ends with the answer, unless the body has arrived. HTTP/2, which forbids this
     * header, ends only the stream. Call this method before the head of the answer is written.
     */
    public static void announceEnd(HttpServerRequest request) {
        if (!request.isEnded() && request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /**
     * Discards what is left of the body. A sender that goes on for more than 16 MiB, or for longer than
     * {@link SlowBodies} allows, loses its connection or, with HTTP/2, its stream. If the end was announced, the
     * connection is closed when the body has ended and the answer is written. Call this method on the request's event
     * loop.
     *
     * @param answered completes when the answer is written
     */
    public static void discard(HttpServerRequest request, Future<?> answered) {
        if (request.isEnded()) {
            return;
        }
        Promise<Void> ended = Promise.promise();
        long[] left = {MOST_BYTES};
        SlowBodies.limit(request);
        request.exceptionHandler(broken -> ended.tryComplete());
        request.endHandler(end -> ended.tryComplete());
        request.handler(bytes -> {
            left[0] -= bytes.length();
            if (left[0] < 0) {
                SlowBodies.cut(request);
            }
        });
        request.resume();
        if (HttpHeaders.CLOSE.toString().equals(request.response().headers().get(HttpHeaders.CONNECTION))) {
            Future.join(ended.future(), answered)
                    .onComplete(both -> request.connection().close());
        }
    }
}
