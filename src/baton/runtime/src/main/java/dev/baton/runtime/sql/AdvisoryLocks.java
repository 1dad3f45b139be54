package dev.baton.runtime.sql;

/** PostgreSQL's advisory locks with two keys, as Baton takes them. */
public final class AdvisoryLocks {

    /**
     * The first key, "bato", which keeps the locks apart from those of other users. Statements combine it with the number
     * of the schema, which keeps the locks of several schemas apart. The second key is a slot of the outbox, or a name
     * of four letters.
     */
    public static final int SPACE = 0x6261746f;

    private AdvisoryLocks() {}
}
