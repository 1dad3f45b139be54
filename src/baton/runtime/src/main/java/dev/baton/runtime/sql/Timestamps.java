package dev.baton.runtime.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Conversion of times to the type that the PostgreSQL client takes. */
public final class Timestamps {

    private Timestamps() {}

    /** Returns the time as a {@code timestamptz}; null stays null. */
    public static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
