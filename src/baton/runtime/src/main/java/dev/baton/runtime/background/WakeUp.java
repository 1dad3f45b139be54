package dev.baton.runtime.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends the pause of a thread early. Several calls before the pause count as one. Thread-safe. */
public final class WakeUp {

    private final Semaphore woken = new Semaphore(0);

    /** Ends the running pause, or else the next one. Never blocks. */
    public void call() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    /** Waits for a call, at most this long. Returns whether there was one. */
    public boolean await(Duration longest) throws InterruptedException {
        boolean called = woken.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (called) {
            woken.drainPermits();
        }
        return called;
    }
}
