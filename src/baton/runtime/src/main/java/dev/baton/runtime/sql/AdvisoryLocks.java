package dev.baton.runtime.sql;

/** PostgreSQL's advisory locks with two keys, as Baton takes them. */
public final class AdvisoryLocks {

    /** The first key, so that they meet no other user's: "bato". The second is a slot of the outbox, or a name of four letters. */
    public static final int SPACE = 0x6261746f;

    private AdvisoryLocks() {}
}
