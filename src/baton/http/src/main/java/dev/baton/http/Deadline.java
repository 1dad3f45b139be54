package dev.baton.http;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection when something that has begun, such as a head, does not end in time. Time counts only while the
 * server reads from the connection. There is at most one timer, however often something begins. Runs on the
 * connection's event loop.
 */
final class Deadline {

    private final Channel connection;
    private final long nanos;
    private boolean waiting;
    private @Nullable ScheduledFuture<?> timer;
    private long since;

    Deadline(Channel connection, Duration longest) {
        this.connection = connection;
        this.nanos = longest.toNanos();
        connection.closeFuture().addListener(closed -> cancel());
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    long nanos() {
        return nanos;
    }

    void begin() {
        waiting = true;
        since = System.nanoTime();
        if (timer == null) {
            checkAfter(nanos);
        }
    }

    void end() {
        waiting = false;
    }

    private void checkAfter(long delay) {
        timer = connection.eventLoop().schedule(this::check, delay, TimeUnit.NANOSECONDS);
    }

    private void check() {
        timer = null;
        if (!waiting || !connection.isOpen()) {
            return;
        }
        if (!connection.config().isAutoRead()) {
            begin();
            return;
        }
        long left = since + nanos - System.nanoTime();
        if (left > 0) {
            checkAfter(left);
        } else {
            connection.close();
        }
    }
}
