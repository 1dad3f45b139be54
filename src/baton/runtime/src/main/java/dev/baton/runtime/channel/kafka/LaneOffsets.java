package dev.baton.runtime.channel.kafka;

/**
 * The offset from which the group may continue in one partition, and the offset that the group has. While no record
 * waits, the first one is the offset at which the last poll ended, which is also after transaction markers. Otherwise
 * it is the offset after the last handled record. A topic that was deleted and created again begins at offset 0 again,
 * so a lower offset is as valid as a higher one. Not thread-safe.
 */
final class LaneOffsets {

    private static final long UNKNOWN = -1;

    private long polled = UNKNOWN;
    private long reached = UNKNOWN;
    private long committed = UNKNOWN;
    private boolean handledAny;

    /**
     * Records the offset that the consumer has reached by a poll or by the assignment of the partition.
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
     * Records that the function has handled the records before this offset.
     *
     * @param idle whether none of the polled records still waits
     */
    void handled(long next, boolean idle) {
        handledAny = true;
        reach(idle ? polled : next);
    }

    private void reach(long next) {
        reached = next;
        committed = UNKNOWN; // the group's offset may belong to an older topic of the same name
    }

    /** Returns the offset from which the group may continue; negative if it is not known. */
    long reached() {
        return reached;
    }

    /** Returns the offset to commit; negative when there is none or the group already has it. */
    long uncommitted() {
        return reached == committed ? UNKNOWN : reached;
    }

    /**
     * Records the offset that the group has, and returns whether the function has handled a record before that offset.
     */
    boolean committed(long offset) {
        committed = offset;
        return handledAny;
    }
}
