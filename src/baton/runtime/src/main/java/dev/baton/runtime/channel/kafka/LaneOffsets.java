package dev.baton.runtime.channel.kafka;

/**
 * The offset that the group may begin at in one partition, and the offset that the group knows. While no record waits,
 * it is the offset at which the last poll ended, which is also after the markers of transactions; otherwise it is the
 * offset after the last record that was handled. A topic that was deleted and created again begins at offset 0 again,
 * so a lower offset is as good as a higher one. Not thread-safe.
 */
final class LaneOffsets {

    private static final long UNKNOWN = -1;

    private long polled = UNKNOWN;
    private long reached = UNKNOWN;
    private long committed = UNKNOWN;
    private boolean handledAny;

    /**
     * Notes where a poll, or the assignment of the partition, has left the consumer.
     *
     * @param idle whether no record before that offset waits
     */
    void polled(long next, boolean idle) {
        polled = next;
        if (idle) {
            reach(next);
        }
    }

    /**
     * Notes that the records before this offset are handled.
     *
     * @param idle whether none of the polled records waits any longer
     */
    void handled(long next, boolean idle) {
        handledAny = true;
        reach(idle ? polled : next);
    }

    private void reach(long next) {
        reached = next;
        committed = UNKNOWN; // what the group knows may be of an older topic of the same name
    }

    /** Returns the offset to commit; negative when there is none, or the group knows it already. */
    long uncommitted() {
        return reached == committed ? UNKNOWN : reached;
    }

    /** Notes what the group knows; returns whether the function has handled a record before that offset. */
    boolean committed(long offset) {
        committed = offset;
        return handledAny;
    }
}
