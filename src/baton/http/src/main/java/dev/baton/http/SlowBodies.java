package dev.baton.http;

import io.netty.channel.ChannelHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/** Cuts off senders that take too long to send the body of a request. */
public final class SlowBodies {

    private SlowBodies() {}

    /**
     * Limits the time for the body of a request, from now on, to the time that {@link SlowHeads} allows for a head. A
     * sender that takes longer loses its connection or, with HTTP/2, its stream. Call this method on the request's
     * event loop. Does nothing if the server's heads are not limited.
     */
    public static void limit(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            Http2Heads http2 = handler(request, Http2Heads.class);
            if (http2 != null) {
                http2.limitBody(request.streamId());
            }
        } else {
            Http1Heads http1 = handler(request, Http1Heads.class);
            if (http1 != null) {
                http1.limitBody();
            }
        }
    }

    /** Cuts off the sender of a request, which may have been answered. */
    static void cut(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
            return;
        }
        Http2Heads http2 = handler(request, Http2Heads.class);
        if (http2 != null) {
            http2.cutOff(request.streamId(), true);
        } else {
            request.response().reset();
        }
    }

    private static <T extends ChannelHandler> @Nullable T handler(HttpServerRequest request, Class<T> type) {
        return request.connection() instanceof ConnectionBase connection
                ? connection.channel().pipeline().get(type)
                : null;
    }
}
