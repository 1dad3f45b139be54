package dev.baton.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sets the deadline for each head of an HTTP/1 connection, from its first byte on. Bytes that arrive in the same packet
 * as the end of the previous request count only from the next packet on: until then, the connection counts as idle.
 * Sees bytes, while its {@link Requests} see what has been decoded.
 */
final class Http1Heads extends ChannelInboundHandlerAdapter {

    private final Deadline deadline;
    private final Requests requests = new Requests();
    private @Nullable ChannelHandlerContext decoder;
    private boolean inRequest = true;

    /** @param deadline the deadline of the first head, which has begun with the connection */
    Http1Heads(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ChannelHandlerContext decodes = context.pipeline().context(HttpRequestDecoder.class);
        context.pipeline().addAfter(decodes.name(), null, requests);
        decoder = decodes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (decoder == null || decoder.isRemoved()) {
            leave(context);
        } else if (!inRequest) {
            inRequest = true;
            deadline.begin();
        }
        context.fireChannelRead(message);
    }

    /** Sets the deadline for the rest of the request that is arriving, if there is any. */
    void limitBody() {
        if (inRequest) {
            deadline.begin();
        }
    }

    /** The connection is a WebSocket now, for example. */
    private void leave(ChannelHandlerContext context) {
        deadline.end();
        if (!context.isRemoved()) {
            context.pipeline().remove(requests);
            context.pipeline().remove(this);
        }
    }

    /** Vert.x removes all handlers but its own when a connection is upgraded to HTTP/2. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (context.channel().isActive() && context.pipeline().get(Http2ConnectionHandler.class) != null) {
            context.pipeline().addFirst(new Http2Heads(deadline, true));
        }
    }

    private final class Requests extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                deadline.end();
            }
            if (message instanceof LastHttpContent) {
                inRequest = false;
                deadline.end();
            }
            context.fireChannelRead(message);
        }
    }
}
