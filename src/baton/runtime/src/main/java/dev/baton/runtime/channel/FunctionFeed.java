package dev.baton.runtime.channel;

import dev.baton.runtime.background.Backoff;
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
    private static final Backoff AGAIN = Backoff.of(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final String function;
    private final String channel;
    private final ChannelStreams streams;
    private final SchemaCheck schema;
    private final Duration drainTimeout;
    private final Function<ChannelFeed.Owner, ChannelFeed> feeds;
    private volatile boolean stopped;
    private volatile @Nullable Thread starting;
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
    }

    String function() {
        return function;
    }

    /** Returns what keeps the function from receiving messages; empty when nothing does. */
    String problem() {
        return problem;
    }

    void start() {
        inBackground(() -> subscribe(true));
    }

    void stop() {
        stopped = true;
        Thread waiting = starting;
        if (waiting != null) {
            waiting.interrupt();
        }
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
            next.onError(e);
        }
        if (stopped) {
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
        if (!stopped) {
            inBackground(() -> {
                Duration pause = AGAIN.after(failures.incrementAndGet());
                problem = "the channel " + channel + " failed: " + failure;
                LOG.warnf(
                        failure,
                        "Channel failed, it is subscribed to again: function=%s channel=%s retryInMs=%d",
                        function,
                        channel,
                        pause.toMillis());
                stopFeed();
                Thread.sleep(pause.toMillis());
                subscribe(false);
            });
        }
    }

    /** A step that waits, and may be interrupted by {@link #stop}. */
    private interface Step {
        void run() throws InterruptedException;
    }

    private void inBackground(Step step) {
        Thread thread = new Thread(() -> run(step), "baton-" + function);
        thread.setDaemon(true);
        starting = thread;
        thread.start();
    }

    private void run(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            LOG.debugf("Feed stopped: function=%s", function);
        } catch (Throwable e) { // an Error, too: nothing else would ever feed the function again
            ended(e);
        }
    }
}
