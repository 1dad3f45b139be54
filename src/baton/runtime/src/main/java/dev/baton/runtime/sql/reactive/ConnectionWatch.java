package dev.baton.runtime.sql.reactive;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.impl.QueryResultHandler;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.command.SimpleQueryCommand;
import io.vertx.sqlclient.impl.command.TxCommand;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the statements of one connection, and closes it when the database does not answer in time. While a
 * transaction of Baton is idle, the watch shows the database that this process is alive. A stopped process does not,
 * and loses its transaction. Stands between the client and its codec, and is used on the connection's event loop,
 * except where noted.
 */
final class ConnectionWatch extends ChannelDuplexHandler {

    private static final String NOTHING = "select where false";

    private final Connections connections;
    private final String beginningOfBatons;
    private @Nullable ChannelHandlerContext context;
    private @Nullable CommandBase<?> probe;
    private @Nullable ScheduledFuture<?> nextLook;
    private boolean inTransaction;
    private boolean inTransactionOfBaton;
    private boolean closing;

    /** The start of the connection is the first of them, and is on its way when this watch begins. */
    private int unanswered = 1;

    private long quietSince = System.nanoTime();

    ConnectionWatch(Connections connections) {
        this.connections = connections;
        this.beginningOfBatons = connections.limits().beginning();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        connections.opened(this);
        planLook(added);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) throws Exception {
        connections.closed(this);
        super.channelInactive(inactive);
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        if (message instanceof CommandBase<?> command) {
            sent(writing, command);
        }
        writing.write(message, promise);
    }

    private void sent(ChannelHandlerContext writing, CommandBase<?> command) {
        if (unanswered++ == 0) {
            quietSince = System.nanoTime();
        }
        if (command instanceof SimpleQueryCommand<?> query) {
            inTransaction |= query.sql().equals(TxCommand.Kind.BEGIN.sql);
            inTransactionOfBaton |= query.sql().equals(beginningOfBatons);
        }
        planLook(writing);
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (message instanceof CommandResponse<?> response) {
            answered(response);
            if (response.cmd == probe) {
                probe = null;
            } else {
                reading.fireChannelRead(message);
            }
            closeIfUnused(reading);
        } else {
            reading.fireChannelRead(message);
        }
    }

    private void answered(CommandResponse<?> response) {
        unanswered = Math.max(0, unanswered - 1);
        quietSince = System.nanoTime();
        boolean ofTheApplication = inTransaction && !inTransactionOfBaton;
        if (response.toAsyncResult().cause() instanceof PgException error && !ofTheApplication) {
            connections.failed(error);
        }
        if (response.cmd instanceof SimpleQueryCommand<?> query && endsTransaction(query.sql())) {
            inTransaction = false;
            inTransactionOfBaton = false;
        }
    }

    private static boolean endsTransaction(String sql) {
        return sql.equals(TxCommand.Kind.COMMIT.sql) || sql.equals(TxCommand.Kind.ROLLBACK.sql);
    }

    /** Closes the connection once no statement and no transaction uses it. May be called on any thread. */
    void closeWhenUnused() {
        onEventLoop(here -> {
            closing = true;
            closeIfUnused(here);
        });
    }

    /** Closes the connection if it is idle and the database does not answer soon. May be called on any thread. */
    void probe() {
        onEventLoop(here -> {
            if (unanswered == 0) {
                ask(here);
            }
        });
    }

    private interface Work {
        void on(ChannelHandlerContext here);
    }

    private void onEventLoop(Work work) {
        ChannelHandlerContext here = context;
        if (here != null && here.channel().isActive()) {
            here.executor().execute(() -> work.on(here));
        }
    }

    private void closeIfUnused(ChannelHandlerContext here) {
        if (closing && unanswered == 0 && !inTransaction) {
            close(here);
        }
    }

    /** Sends a statement of its own, whose answer the client does not see. */
    private void ask(ChannelHandlerContext here) {
        SimpleQueryCommand<Void> nothing = new SimpleQueryCommand<>(
                NOTHING, false, false, QueryCommandBase.NULL_COLLECTOR, QueryResultHandler.NOOP_HANDLER);
        probe = nothing;
        sent(here, nothing);
        here.writeAndFlush(nothing, here.voidPromise());
    }

    private void planLook(ChannelHandlerContext here) {
        if (nextLook == null && (unanswered > 0 || inTransactionOfBaton)) {
            Limits limits = connections.limits();
            long heartbeat = limits.heartbeat().toNanos();
            long left = (unanswered > 0 ? limit().toNanos() : heartbeat) - quiet();
            long wait = Math.max(TimeUnit.MILLISECONDS.toNanos(1), Math.min(left, heartbeat));
            nextLook = here.executor().schedule(() -> look(here), wait, TimeUnit.NANOSECONDS);
        }
    }

    private void look(ChannelHandlerContext here) {
        nextLook = null;
        if (!here.channel().isActive()) {
            return;
        }
        if (unanswered > 0 && quiet() >= limit().toNanos()) {
            connections.closed(this);
            connections.unanswered(Duration.ofNanos(quiet()));
            close(here);
        } else if (unanswered == 0
                && inTransactionOfBaton
                && quiet() >= connections.limits().heartbeat().toNanos()) {
            ask(here);
        }
        planLook(here);
    }

    private long quiet() {
        return System.nanoTime() - quietSince;
    }

    /** A probe is only sent when nothing else is unanswered, so that it is the first to be answered. */
    private Duration limit() {
        return probe == null
                ? connections.limits().answer()
                : connections.limits().probe();
    }

    /** Closes the socket itself. The client's own way would wait for the other side. */
    private static void close(ChannelHandlerContext here) {
        ChannelHandlerContext codec = here.pipeline().context(WatchedDriver.CODEC);
        (codec == null ? here : codec).close();
    }
}
