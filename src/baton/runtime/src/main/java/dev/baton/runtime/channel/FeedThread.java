package dev.baton.runtime.channel;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.memory.OutOfMemory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which the feed of a function waits until it can start, or start again after a failure, so that neither
 * the application's start nor a channel's thread waits.
 */
public final class FeedThread {

    /** The pauses before a feed that failed starts again. */
    public static final Backoff AGAIN = Backoff.of(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final Logger LOG = Logger.getLogger(FeedThread.class);

    /** A step that waits, and may be interrupted by {@link #stop}. */
    public interface Step {
        void run() throws InterruptedException;
    }

    private final String function;
    private final Consumer<Throwable> onFailure;
    private volatile boolean stopped;
    private volatile @Nullable Thread latest;

    /**
     * @param onFailure is called when a step fails, even with an error, because nothing else would feed the function
     *     again
     */
    public FeedThread(String function, Consumer<Throwable> onFailure) {
        this.function = function;
        this.onFailure = onFailure;
    }

    /** Runs the step on a new thread, unless the feed is stopped. */
    public void run(Step step) {
        if (!stopped) {
            Thread thread = new Thread(() -> runHere(step), "baton-" + function);
            thread.setDaemon(true);
            latest = thread;
            thread.start();
        }
    }

    private void runHere(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            LOG.debugf("Feed stopped: function=%s", function);
        } catch (Throwable e) {
            OutOfMemory.check(e);
            onFailure.accept(e);
        }
    }

    /** Interrupts the running step, and starts no further one. */
    public void stop() {
        stopped = true;
        Thread running = latest;
        if (running != null) {
            running.interrupt();
        }
    }

    public boolean stopped() {
        return stopped;
    }

    /** Stops all feeds at once, because each waits for its running deliveries. */
    public static void stopAll(List<Runnable> stops) {
        CompletableFuture.allOf(stops.stream()
                        .map(stop -> CompletableFuture.runAsync(stop, FeedThread::inThread))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void inThread(Runnable stop) {
        new Thread(stop, "baton-stop").start();
    }
}
