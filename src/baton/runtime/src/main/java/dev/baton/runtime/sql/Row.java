package dev.baton.runtime.sql;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result. Columns are counted from 0. A column that may be null is read only by a method whose name ends
 * in {@code OrNull}.
 */
public interface Row {

    String text(int column);

    @Nullable
    String textOrNull(int column);

    String @Nullable [] textsOrNull(int column);

    byte[] bytes(int column);

    byte @Nullable [][] manyBytesOrNull(int column);

    Instant time(int column);

    @Nullable
    Instant timeOrNull(int column);

    boolean bool(int column);

    int integer(int column);

    long bigint(int column);

    double real(int column);
}
