package dev.baton.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.net.impl.SslHandshakeCompletionHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a new connection shows its protocol, and then makes way for the handler of that protocol. Vert.x sets its
 * own handlers while it reads the first bytes, so those are passed on one by one.
 */
final class NewConnection extends ChannelInboundHandlerAdapter {

    private static final String HANDLER_OF_OTHER_PROTOCOLS = "handler";

    private final Duration longest;
    private final boolean decrypted;
    private @Nullable Deadline deadline;
    private int passedOn;

    NewConnection(Duration longest) {
        this(longest, false);
    }

    private NewConnection(Duration longest, boolean decrypted) {
        this.longest = longest;
        this.decrypted = decrypted;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        ChannelHandlerContext handshake = pipeline.context(SslHandshakeCompletionHandler.class);
        if (handshake != null && !decrypted) {
            // This handler has to see the decrypted bytes.
            pipeline.addAfter(handshake.name(), null, new NewConnection(longest, true));
            pipeline.remove(this);
        } else {
            deadline = new Deadline(context.channel(), longest);
            if (!decrypted) {
                deadline.begin();
            }
            makesWay(context, deadline);
        }
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (deadline == null || !(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        while (!makesWay(context, deadline) && bytes.readableBytes() > 1) {
            passedOn++;
            context.fireChannelRead(bytes.readRetainedSlice(1));
        }
        passedOn++;
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (deadline != null) {
            makesWay(context, deadline);
        }
        context.fireChannelReadComplete();
    }

    /** Returns whether this handler has been replaced. What it passes on reaches the new handler. */
    private boolean makesWay(ChannelHandlerContext context, Deadline begun) {
        ChannelPipeline pipeline = context.pipeline();
        if (context.isRemoved()) {
            return true;
        }
        if (pipeline.get(HttpRequestDecoder.class) != null) {
            beginAfterHandshake(begun);
            pipeline.replace(this, null, new Http1Heads(begun));
            return true;
        }
        if (pipeline.get(Http2ConnectionHandler.class) != null) {
            beginAfterHandshake(begun);
            // Without encryption, the preface was passed on, because Vert.x recognises the protocol by it.
            pipeline.replace(this, null, new Http2Heads(begun, passedOn == 0));
            return true;
        }
        if (pipeline.get(HANDLER_OF_OTHER_PROTOCOLS) != null) {
            begun.end();
            pipeline.remove(this);
            return true;
        }
        return false;
    }

    /** The handshake has a limit of its own. */
    private void beginAfterHandshake(Deadline begun) {
        if (decrypted) {
            begun.begin();
        }
    }
}
