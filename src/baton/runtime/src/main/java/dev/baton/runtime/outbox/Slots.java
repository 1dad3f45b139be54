package dev.baton.runtime.outbox;

/** The slots by which relays share their work. Events of one key are always in one slot. */
public final class Slots {

    /** The number of slots. It is fixed for the life of a database, because rows contain their slot. */
    public static final int COUNT = 64;

    private Slots() {}

    static short of(OutboxRow row) {
        int hash = row.orderKey().hashCode();
        return (short) Math.floorMod(hash ^ (hash >>> 16), COUNT);
    }
}
