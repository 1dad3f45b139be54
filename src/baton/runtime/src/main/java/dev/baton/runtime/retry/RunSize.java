package dev.baton.runtime.retry;

import java.util.concurrent.TimeUnit;

/**
 * The number of parked events of a function to deliver together. It starts small, grows as long as deliveries succeed in
 * little time, and shrinks when one fails or takes long, so that slow functions leave room for the events of others. Not
 * thread-safe.
 */
final class RunSize {

    private static final int FIRST = 50;
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONG = TimeUnit.SECONDS.toNanos(1);

    private final int smallest;
    private final int largest;
    private int next;

    RunSize(int smallest, int largest) {
        this.smallest = smallest;
        this.largest = largest;
        this.next = Math.min(FIRST, largest);
    }

    /** Returns the number of the next events, at least 1. */
    int next() {
        return next;
    }

    /** Adjusts the size after this many events took effect together within this time. */
    void succeeded(int events, long nanos) {
        if (nanos > LONG) {
            shrink();
        } else if (nanos < SHORT && events >= next) {
            next = Math.min(largest, 2 * next);
        }
    }

    /** Adjusts the size after the events could not take effect together. */
    void failed() {
        shrink();
    }

    private void shrink() {
        next = Math.max(smallest, next / 2);
    }
}
