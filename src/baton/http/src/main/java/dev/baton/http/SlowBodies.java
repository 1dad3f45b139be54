package dev.baton.http;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** Cuts off senders that take too long to send the body of a request. */
public final class SlowBodies {

    private SlowBodies() {}

    /**
     * Limits the time for the body of a request, from now on, to the time that {@link SlowHeads} allows for a head. A
     * sender that takes longer loses its connection or, with HTTP/2, its stream. Call this method on the request's
     * event loop. Does nothing if the server's heads are not limited.
     */
    public static void limit(HttpServerRequest request) {
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return;
        }
        ChannelPipeline pipeline = connection.channel().pipeline();
        if (request.version() == HttpVersion.HTTP_2) {
            Http2Heads http2 = pipeline.get(Http2Heads.class);
            if (http2 != null) {
                http2.limitBody(request.streamId());
            }
        } else {
            Http1Heads http1 = pipeline.get(Http1Heads.class);
            if (http1 != null) {
                http1.limitBody();
            }
        }
    }
}
