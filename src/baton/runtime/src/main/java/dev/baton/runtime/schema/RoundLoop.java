package dev.baton.runtime.schema;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs rounds of work on the database on a thread of its own, once the schema is there, until it is stopped. A round that fails is
 * logged, and followed by the next.
 */
public final class RoundLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(RoundLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final long PATIENCE_MILLIS = 5_000;

    private final String name;
    private final SchemaCheck schema;
    private final Supplier<Duration> round;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private Duration beforeFirst;
    private String lastFailure;

    /**
     * @param name the thread's
     * @param round does one round and says how long to rest after it; may block, and is interrupted by {@link #stop}
     */
    public RoundLoop(String name, SchemaCheck schema, Supplier<Duration> round) {
        this.name = name;
        this.schema = schema;
        this.round = round;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    public void start() {
        startAfter(Duration.ZERO);
    }

    /** Leaves the database to what is more urgent for a while, once the schema is there. */
    public void startAfter(Duration pause) {
        beforeFirst = pause;
        thread.start();
    }

    /** Ends it, and waits up to five seconds for the round that runs. */
    public void stop() throws InterruptedException {
        stop.release();
        thread.interrupt();
        thread.join(PATIENCE_MILLIS);
    }

    /** Whether {@link #stop} was called: a round of many steps ends then. */
    public boolean stopped() {
        return stop.availablePermits() > 0;
    }

    @Override
    public void run() {
        try {
            schema.awaitReady();
            Duration rest = beforeFirst;
            while (!stop.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                rest = safely();
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
        } catch (RuntimeException | Error e) { // of an error the round may die, the loop must not
            reportOnce(e.toString());
            return AFTER_FAILURE;
        }
    }

    private void reportOnce(String failure) {
        if (!stopped() && !failure.equals(lastFailure)) {
            LOG.errorf("Round failed, it is tried again: thread=%s cause=%s", name, failure);
            lastFailure = failure;
        }
    }
}
