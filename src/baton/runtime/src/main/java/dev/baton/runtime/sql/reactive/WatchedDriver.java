package dev.baton.runtime.sql.reactive;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.function.Supplier;

/** The client's driver, whose connections are {@link ConnectionWatch watched}. */
final class WatchedDriver extends PgDriver {

    /** The name that the client gives its codec in a connection's pipeline. */
    static final String CODEC = "codec";

    private final Connections connections;

    WatchedDriver(Connections connections) {
        this.connections = connections;
    }

    @Override
    public ConnectionFactory createConnectionFactory(
            Vertx vertx, Supplier<? extends Future<? extends SqlConnectOptions>> databases) {
        return new Factory((VertxInternal) vertx, databases, connections);
    }

    private static final class Factory extends PgConnectionFactory {

        private final Connections connections;

        Factory(
                VertxInternal vertx,
                Supplier<? extends Future<? extends SqlConnectOptions>> databases,
                Connections connections) {
            super(vertx, databases);
            this.connections = connections;
        }

        /** The kernel's own limit takes effect with Vert.x' native transport only. */
        @Override
        protected NetClient netClient(NetClientOptions given) {
            int limit = (int) connections.limits().answer().toMillis();
            NetClientOptions options = new NetClientOptions(given)
                    .setTcpKeepAlive(true)
                    .setTcpUserTimeout(limit)
                    .setConnectTimeout(Math.min(given.getConnectTimeout(), limit));
            return new WatchedSockets(super.netClient(options), connections);
        }
    }
}
