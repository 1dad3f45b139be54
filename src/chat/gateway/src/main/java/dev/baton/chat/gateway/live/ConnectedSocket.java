package dev.baton.chat.gateway.live;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** A {@link Socket} over a connection of WebSockets Next. */
final class ConnectedSocket implements Socket {

    private static final long GRACE_MILLIS = 5_000;

    private final WebSocketConnection connection;
    private final HttpConnection below;
    private final EventLoop loop;

    ConnectedSocket(WebSocketConnection connection, HttpConnection below, EventLoop loop) {
        this.connection = connection;
        this.below = below;
        this.loop = loop;
    }

    @Override
    public Uni<Void> write(String frame) {
        return connection.sendText(frame);
    }

    @Override
    public void close(int code, String reason) {
        if (connection.isClosed()) {
            return;
        }
        // The close frame waits behind the frames that the client hasn't read, and so does Vert.x's own handshake
        // timeout.
        loop.after(GRACE_MILLIS, this::cut);
        connection.close(new CloseReason(code, reason)).subscribe().with(done -> {}, failure -> cut());
    }

    /**
     * Closes below all handlers, because Netty's WebSocket handler would first wait for a close frame to be written.
     */
    @Override
    public void cut() {
        if (below instanceof ConnectionBase tcp && tcp.channel().isOpen()) {
            tcp.channel().pipeline().firstContext().close();
        }
    }
}
