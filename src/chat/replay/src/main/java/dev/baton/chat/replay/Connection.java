package dev.baton.chat.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The connection of one user. Until it is closed, it is reopened with a new session whenever it is lost. */
final class Connection implements ChatSocket.Listener, AutoCloseable {
    private static final long BETWEEN_ATTEMPTS_MILLIS = 200;

    /** The callbacks of a connection's owner; {@code opened} is called again after each reconnection. */
    interface Owner {
        default void opened(ChatSocket socket) {}

        void frame(JsonNode frame);

        default void lost(String why) {}
    }

    private final Platform platform;
    private final ExecutorService connectors;
    private final String user;
    private final Owner owner;
    private CompletableFuture<ChatSocket> socket = new CompletableFuture<>();
    private boolean closed;
    private volatile String lastFailure = "not connected yet";

    Connection(Platform platform, ExecutorService connectors, String user, Owner owner) {
        this.platform = platform;
        this.connectors = connectors;
        this.user = user;
        this.owner = owner;
        connectors.execute(this::connect);
    }

    /** Returns the open socket; waits while the connection is being opened. */
    ChatSocket await(Duration patience) throws InterruptedException, TimeoutException {
        try {
            return current().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException(
                    "no WebSocket to " + platform.http.webSocket() + " as '" + user + "': " + lastFailure);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new ReplayFailedException(cause == null ? null : cause.getMessage(), cause);
        }
    }

    @Override
    public void frame(JsonNode frame) {
        owner.frame(frame);
    }

    @Override
    public void lost(String why) {
        lastFailure = why;
        synchronized (this) {
            if (closed) {
                return;
            }
            socket = new CompletableFuture<>();
            connectors.execute(this::connect);
        }
        owner.lost(why);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        current().thenAccept(ChatSocket::close);
    }

    private synchronized CompletableFuture<ChatSocket> current() {
        return socket;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void connect() {
        CompletableFuture<ChatSocket> opening = current();
        try {
            while (!isClosed() && !opening.isDone()) {
                attempt(opening);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ReplayFailedException e) {
            opening.completeExceptionally(e);
        }
    }

    private void attempt(CompletableFuture<ChatSocket> opening) throws InterruptedException {
        try {
            ChatSocket opened =
                    ChatSocket.open(platform.http, platform.session(user), this).get();
            owner.opened(opened);
            opening.complete(opened);
        } catch (ExecutionException e) {
            lastFailure = String.valueOf(e.getCause());
            Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
        }
    }
}
