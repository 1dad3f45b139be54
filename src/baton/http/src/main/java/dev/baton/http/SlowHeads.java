package dev.baton.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import java.time.Duration;

/**
 * Cuts off senders that take too long to send the head of a request: the request line and the headers of HTTP/1, and a
 * frame or a header block of HTTP/2. A new connection counts as the beginning of a head. Neither Vert.x nor Quarkus has
 * such a limit; their idle timeout starts anew with each byte.
 */
public final class SlowHeads {

    private SlowHeads() {}

    /**
     * Sets the limit for all HTTP servers of the Vert.x instance that this builder makes. Servers of other protocols
     * are left alone. Returns false, and sets nothing, if the instance uses a native transport.
     */
    public static boolean limit(VertxBuilder builder, Duration longest) {
        Transport transport = builder.findTransport();
        if (transport != null && transport.getClass() != JDKTransport.class) {
            return false;
        }
        builder.findTransport(new Limited(longest));
        return true;
    }

    /** The one place where Vert.x lets others see the connections of its servers before they speak. */
    private static final class Limited extends JDKTransport {

        private final Duration longest;

        Limited(Duration longest) {
            this.longest = longest;
        }

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.handler(new Accepting(longest));
        }
    }

    @ChannelHandler.Sharable
    private static final class Accepting extends ChannelInboundHandlerAdapter {

        private final Duration longest;

        Accepting(Duration longest) {
            this.longest = longest;
        }

        @Override
        public void channelRead(ChannelHandlerContext server, Object connection) {
            ((Channel) connection).pipeline().addLast(new NewConnection(longest));
            server.fireChannelRead(connection);
        }
    }
}
