package dev.baton.channel;

import dev.baton.retry.Backoff;
import dev.baton.schema.SchemaCheck;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps a function fed by its channel: subscribes when the schema is there, and again when the channel has failed. It
 * ends only when it is stopped.
 */
final class FunctionFeed {

    private static final Logger LOG = Logger.getLogger(FunctionFeed.class);
    private static final Backoff AGAIN = Backoff.of(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final String function;
    private final String channel;
    private final ChannelStreams streams;
    private final SchemaCheck schema;
    private final Duration drainTimeout;
    private final Function<Consumer<Throwable>, ChannelFeed> feeds;
    private volatile boolean stopped;
    private volatile Thread starting;
    private volatile ChannelFeed feed;
    private volatile String problem = "not started yet";
    private int failures;

    /** @param feeds makes a feed that tells of its end */
    FunctionFeed(
            String function,
            String channel,
            ChannelStreams streams,
            SchemaCheck schema,
            Duration drainTimeout,
            Function<Consumer<Throwable>, ChannelFeed> feeds) {
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

    /** What keeps the function from being fed; empty when nothing does. */
    String problem() {
        return problem;
    }

    void start() {
        inBackground(() -> {
            schema.awaitReady();
            subscribe(true);
        });
    }

    void stop() {
        stopped = true;
        Thread waiting = starting;
        if (waiting != null) {
            waiting.interrupt();
        }
        ChannelFeed last = feed;
        if (last != null) {
            last.stop(drainTimeout);
        }
    }

    private void subscribe(boolean first) {
        ChannelFeed next = feeds.apply(this::ended);
        feed = next;
        problem = "";
        (first ? streams.first(channel) : streams.another(channel)).subscribe(next);
        if (stopped) {
            next.stop(drainTimeout);
        }
    }

    private void ended(Throwable failure) {
        if (!stopped) {
            inBackground(() -> {
                failures++;
                Duration pause = AGAIN.after(failures);
                problem = "the channel " + channel + " failed: " + failure;
                LOG.warnf(
                        failure,
                        "Channel failed, it is subscribed to again: function=%s channel=%s retryInMs=%d",
                        function,
                        channel,
                        pause.toMillis());
                feed.stop(drainTimeout);
                Thread.sleep(pause.toMillis());
                subscribe(false);
            });
        }
    }

    /** Something that waits, and may be interrupted by {@link #stop}. */
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
        } catch (RuntimeException e) {
            ended(e);
        }
    }
}
