package dev.baton.runtime.sql;

import java.time.Instant;

/**
 * One row of a result. Columns are counted from 0. A column that may be null is read only by a method that returns an
 * object, and is null there.
 */
public interface Row {

    String text(int column);

    String[] texts(int column);

    byte[] bytes(int column);

    Instant time(int column);

    boolean bool(int column);

    int integer(int column);

    long bigint(int column);

    double real(int column);
}
