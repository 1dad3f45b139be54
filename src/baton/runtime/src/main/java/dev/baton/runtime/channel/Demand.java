package dev.baton.runtime.channel;

import dev.baton.runtime.memory.HeapShare;

/**
 * How many messages a feed requests of its channel. It holds a bounded number of messages, and requests no more while
 * those that it holds are large. Only a few are requested and have not arrived, because nobody knows how large they are
 * and a request can't be withdrawn. Thread-safe.
 */
final class Demand {

    static final long REQUESTED_AT_ONCE = 16;

    private static final HeapShare MANY_BYTES = new HeapShare(64, 256 * 1024, 2 * 1024 * 1024);

    private final long mostHeld;
    private final long manyBytes;
    private long held;
    private long bytes;
    private long notRequested;

    Demand(long mostHeld) {
        this(mostHeld, MANY_BYTES.here());
    }

    Demand(long mostHeld, long manyBytes) {
        this.mostHeld = mostHeld;
        this.manyBytes = manyBytes;
    }

    /** Returns how many messages to request at first. */
    long first() {
        return Math.min(REQUESTED_AT_ONCE, mostHeld);
    }

    /** Returns how many messages to request now that a message has arrived. */
    synchronized long arrived(long size) {
        held++;
        bytes += size;
        notRequested++;
        return next();
    }

    /** Returns how many messages to request now that these are settled. */
    synchronized long settled(long messages, long size) {
        held -= messages;
        bytes -= size;
        return next();
    }

    private long next() {
        long next = bytes < manyBytes ? Math.max(0, Math.min(notRequested, mostHeld - held)) : 0;
        notRequested -= next;
        return next;
    }
}
