package dev.baton.runtime.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as the PostgreSQL client takes them. */
public final class Timestamps {

    private Timestamps() {}

    /** The time as a {@code timestamptz}; null stays null. */
    public static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
