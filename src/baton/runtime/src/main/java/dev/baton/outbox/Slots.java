package dev.baton.outbox;

/** The slots that relays share their work by. Events of one key are always in one slot. */
final class Slots {

    /** Fixed for the life of a database: rows carry their slot. */
    static final int COUNT = 64;

    private Slots() {}

    static short of(OutboxRow row) {
        int hash = row.lane().hashCode();
        return (short) Math.floorMod(hash ^ (hash >>> 16), COUNT);
    }
}
