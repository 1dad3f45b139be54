package dev.baton.runtime.outbox;

/** The slots that relays share their work by. Events of one key are always in one slot. */
public final class Slots {

    /** Fixed for the life of a database: rows carry their slot. */
    public static final int COUNT = 64;

    private Slots() {}

    static short of(OutboxRow row) {
        int hash = row.lane().hashCode();
        return (short) Math.floorMod(hash ^ (hash >>> 16), COUNT);
    }
}
