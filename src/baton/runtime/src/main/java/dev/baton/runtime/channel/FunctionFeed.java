package dev.baton.runtime.channel;

import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.schema.SchemaCheck;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a function supplied with the messages of its channel. It subscribes when the schema exists, and again after the
 * channel has failed, until it is stopped.
 */
final class FunctionFeed implements ChannelFeed.Owner {

    private static final Logger LOG = Logger.getLogger(FunctionFeed.class);

    private final String function;
    private final String channel;
    private final ChannelStreams streams;
    private final SchemaCheck schema;
    private final Duration drainTimeout;
    private final Function<ChannelFeed.Owner, ChannelFeed> feeds;
    private final FeedThread thread;
    private volatile @Nullable ChannelFeed feed;
    private volatile String problem = "not started yet";
    private final AtomicInteger failures = new AtomicInteger();

    /** @param feeds creates a feed for an owner */
    FunctionFeed(
            String function,
            String channel,
            ChannelStreams streams,
            SchemaCheck schema,
            Duration drainTimeout,
            Function<ChannelFeed.Owner, ChannelFeed> feeds) {
        this.function = function;
        this.channel = channel;
        this.streams = streams;
        this.schema = schema;
        this.drainTimeout = drainTimeout;
        this.feeds = feeds;
        this.thread = new FeedThread(function, this::ended);
    }

    String function() {
        return function;
    }

    /** Returns what keeps the function from receiving messages; empty when nothing does. */
    String problem() {
        return problem;
    }

    void start() {
        thread.run(() -> subscribe(true));
    }

    void stop() {
        thread.stop();
        stopFeed();
    }

    private void stopFeed() {
        ChannelFeed last = feed;
        if (last != null) {
            last.stop(drainTimeout);
        }
    }

    private void subscribe(boolean first) throws InterruptedException {
        schema.awaitReady();
        ChannelFeed next = feeds.apply(this);
        feed = next;
        problem = "";
        try {
            (first ? streams.first(channel) : streams.another(channel)).subscribe(next);
        } catch (Throwable e) {
            OutOfMemory.check(e);
            next.onError(e);
        }
        if (thread.stopped()) {
            next.stop(drainTimeout);
        }
    }

    /** The channel works, so its next failure counts as the first one again. */
    @Override
    public void settled() {
        failures.set(0);
    }

    @Override
    public void ended(Throwable failure) {
        thread.run(() -> {
            Duration pause = FeedThread.AGAIN.after(failures.incrementAndGet());
            problem = "the channel " + channel + " failed: " + failure;
            LOG.warnf(
                    failure,
                    "Channel failed; subscribing to it again: function=%s channel=%s retryInMs=%d",
                    function,
                    channel,
                    pause.toMillis());
            stopFeed();
            Thread.sleep(pause.toMillis());
            subscribe(false);
        });
    }
}
