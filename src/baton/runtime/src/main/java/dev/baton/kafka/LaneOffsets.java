package dev.baton.kafka;

/**
 * How far the records of one partition are handled, and how far its group knows that. A topic that was deleted and
 * created again begins at offset 0 again, so a lower offset is as good as a higher one. Thread-safe.
 */
final class LaneOffsets {

    private static final long UNKNOWN = -1;

    private long handled = UNKNOWN;
    private long committed = UNKNOWN;

    /** The records before this offset are handled now. What is committed may be of an older topic of the same name. */
    synchronized void handled(long next) {
        handled = next;
        committed = UNKNOWN;
    }

    /** The offset behind the last record that was handled; negative when none was. */
    synchronized long handled() {
        return handled;
    }

    synchronized boolean isCommitted(long offset) {
        return offset < 0 || offset == committed;
    }

    synchronized void committed(long offset) {
        committed = offset;
    }
}
