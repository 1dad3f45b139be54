package dev.baton.runtime.sql.reactive;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a new connection until the client's codec is there, which may be after the handshake of TLS. A
 * {@link ConnectionWatch} then takes its place.
 */
final class HandshakeWatch extends ChannelOutboundHandlerAdapter {

    private static final String NAME = "baton-watch";

    private final Connections connections;
    private @Nullable Future<?> deadline;

    HandshakeWatch(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        deadline = added.executor()
                .schedule(() -> added.close(), connections.limits().answer().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        writing.write(message, promise);
        if (writing.pipeline().get(WatchedDriver.CODEC) != null) {
            writing.pipeline().addAfter(WatchedDriver.CODEC, NAME, new ConnectionWatch(connections));
            writing.pipeline().remove(this);
        }
    }
}
