package dev.baton.runtime.sql.reactive;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetSocketInternal;

/** Opens sockets, each of which is {@link HandshakeWatch watched} from its first byte. */
record WatchedSockets(NetClient client, Connections connections) implements NetClient {

    private Future<NetSocket> watched(Future<NetSocket> opening) {
        return opening.map(socket -> {
            ((NetSocketInternal) socket).channelHandlerContext().pipeline().addFirst(new HandshakeWatch(connections));
            return socket;
        });
    }

    @Override
    public Future<NetSocket> connect(int port, String host) {
        return watched(client.connect(port, host));
    }

    @Override
    public Future<NetSocket> connect(int port, String host, String serverName) {
        return watched(client.connect(port, host, serverName));
    }

    @Override
    public Future<NetSocket> connect(SocketAddress address) {
        return watched(client.connect(address));
    }

    @Override
    public Future<NetSocket> connect(SocketAddress address, String serverName) {
        return watched(client.connect(address, serverName));
    }

    @Override
    public NetClient connect(int port, String host, Handler<AsyncResult<NetSocket>> handler) {
        connect(port, host).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(int port, String host, String serverName, Handler<AsyncResult<NetSocket>> handler) {
        connect(port, host, serverName).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(SocketAddress address, Handler<AsyncResult<NetSocket>> handler) {
        connect(address).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(SocketAddress address, String serverName, Handler<AsyncResult<NetSocket>> handler) {
        connect(address, serverName).onComplete(handler);
        return this;
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        client.close(handler);
    }

    @Override
    public Future<Boolean> updateSSLOptions(SSLOptions options, boolean force) {
        return client.updateSSLOptions(options, force);
    }
}
