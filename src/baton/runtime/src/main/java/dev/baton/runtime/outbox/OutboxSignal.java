package dev.baton.runtime.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay of this process when something was committed to the outbox. */
@Singleton
public class OutboxSignal {

    private final Semaphore committed = new Semaphore(0);

    /** Wakes the relay. Must be called after the commit. Never blocks. */
    public void wake() {
        if (committed.availablePermits() == 0) {
            committed.release();
        }
    }

    public void await(Duration longest) throws InterruptedException {
        if (committed.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            committed.drainPermits();
        }
    }
}
