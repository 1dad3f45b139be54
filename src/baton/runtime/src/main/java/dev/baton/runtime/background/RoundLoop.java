package dev.baton.runtime.background;

import dev.baton.runtime.memory.OutOfMemory;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A loop that runs rounds of work on its own thread, from when the work can begin until the loop is stopped. A round
 * that fails is logged, and the next round follows.
 */
public final class RoundLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(RoundLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final long PATIENCE_MILLIS = 5_000;

    /** Waits until the work can begin, for example until the schema exists. */
    @FunctionalInterface
    public interface Beginning {
        void await() throws InterruptedException;
    }

    private final String name;
    private final Beginning beginning;
    private final Supplier<Duration> round;
    private final WakeUp woken = new WakeUp();
    private final Thread thread;
    private volatile boolean stopped;
    private Duration beforeFirst = Duration.ZERO;
    private @Nullable String lastFailure;

    /**
     * @param name the name of the thread
     * @param round does one round and returns how long to rest after it; may block, and is interrupted by {@link #stop}
     */
    public RoundLoop(String name, Beginning beginning, Supplier<Duration> round) {
        this.name = name;
        this.beginning = beginning;
        this.round = round;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /**
     * Starts the loop, which pauses before its first round once the work can begin, to leave the database to more urgent
     * work. The pause is at most the interval between two rounds.
     */
    public void startAfter(Duration pause, Duration interval) {
        beforeFirst = pause.compareTo(interval) < 0 ? pause : interval;
        start();
    }

    /** Ends the loop, and waits up to five seconds for the running round. */
    public void stop() throws InterruptedException {
        stopped = true;
        wake();
        thread.interrupt();
        thread.join(PATIENCE_MILLIS);
    }

    /** Ends the pause between two rounds. A round that is running is followed by another one. Never blocks. */
    public void wake() {
        woken.call();
    }

    /** Returns whether {@link #stop} was called, so that a round with many steps can end early. */
    public boolean stopped() {
        return stopped;
    }

    @Override
    public void run() {
        try {
            beginning.await();
            woken.await(beforeFirst);
            while (!stopped) {
                woken.await(safely());
            }
        } catch (InterruptedException e) {
            LOG.debugf("Loop stopped: thread=%s", name);
        }
    }

    private Duration safely() {
        try {
            Duration rest = round.get();
            lastFailure = null;
            return rest;
        } catch (RuntimeException | Error e) { // an error may end the round, but not the loop
            OutOfMemory.check(e);
            reportOnce(e.toString());
            return AFTER_FAILURE;
        }
    }

    private void reportOnce(String failure) {
        if (!stopped() && !failure.equals(lastFailure)) {
            LOG.errorf("Round failed; it is retried: thread=%s cause=%s", name, failure);
            lastFailure = failure;
        }
    }
}
