package dev.baton.runtime.outbox;

import dev.baton.runtime.background.WakeUp;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.wakeup.Activities;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Work;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Wakes the relay when something was committed to the outbox: that of this process, or those of others if this process
 * does not publish the outbox.
 */
@Singleton
public class OutboxSignal {

    /** A transaction of the application may take that long after it has stored an event. */
    private static final Duration UNTIL_COMMIT = Duration.ofMinutes(1);

    private final WakeUp woken = new WakeUp();
    private final AtomicBoolean look = new AtomicBoolean();
    private final AtomicLong firstCommit = new AtomicLong();
    private final Activity activity;
    private volatile boolean published;

    @Inject
    OutboxSignal(Activities activities, BatonConfig config) {
        this(activities.of(Work.OUTBOX), config.relay().enabled());
    }

    /**
     * @param published whether this process publishes the outbox
     */
    OutboxSignal(Activity activity, boolean published) {
        this.activity = activity;
        this.published = published;
        activity.wakes(this::lookNow, woken::call);
    }

    /** Wakes the relay. Must be called after the commit. Never blocks. */
    public void wake() {
        if (published) {
            activity.here();
            firstCommit.compareAndSet(0, System.nanoTime() | 1); // an odd number is not 0
            lookNow();
        } else {
            activity.forOthers();
        }
    }

    /**
     * Takes note of an event in a transaction of the application, whose commit nobody reports. The relay looks for it
     * at its poll interval. Never blocks.
     */
    public void stored() {
        if (published) {
            activity.here(UNTIL_COMMIT);
            lookNow();
        } else {
            activity.forOthers();
        }
    }

    /** Leaves what is committed from now on to the relays of other processes. Never blocks. */
    public void leaveToOthers() {
        published = false;
        activity.forOthers();
    }

    /** Returns when the first commit since the last call was, by {@link System#nanoTime}; 0 if there was none. */
    public long takeFirstCommit() {
        return firstCommit.getAndSet(0);
    }

    private void lookNow() {
        look.set(true);
        woken.call();
    }

    /**
     * Waits until the relay is woken, at most this long. Returns whether it has to look at the outbox now; otherwise, it
     * only has to wait anew, because other processes are busy.
     */
    public boolean await(Duration longest) throws InterruptedException {
        return !woken.await(longest) || look.getAndSet(false);
    }
}
