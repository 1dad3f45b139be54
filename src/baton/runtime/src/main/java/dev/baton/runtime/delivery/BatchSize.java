package dev.baton.runtime.delivery;

/**
 * The number of events in the next micro-batch of a partition. It starts small and doubles with each batch, as long as
 * the follow-ups remain few enough for one transaction. Not thread-safe.
 */
final class BatchSize {

    private static final int FIRST = 50;
    private static final int MAX_FOLLOW_UPS = 5_000;

    private final int largest;
    private int next;

    BatchSize(int largest) {
        this.largest = largest;
        this.next = Math.min(FIRST, largest);
    }

    int next() {
        return next;
    }

    /** Adjusts the size after a batch was handled. */
    void handled(int events, int followUps) {
        if (events > 0) {
            int fitting = (int) Math.max(1, (long) MAX_FOLLOW_UPS * events / Math.max(1, followUps));
            next = Math.min(Math.min(largest, 2 * next), fitting);
        }
    }
}
