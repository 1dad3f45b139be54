package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.sql.Row;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A row whose values have the types that the reactive PostgreSQL client uses. */
interface ReactiveRow extends Row {

    Object value(int column);

    @Override
    default String text(int column) {
        return (String) value(column);
    }

    @Override
    default String[] texts(int column) {
        return (String[]) value(column);
    }

    @Override
    default byte[] bytes(int column) {
        Buffer bytes = (Buffer) value(column);
        return bytes == null ? null : bytes.getBytes();
    }

    @Override
    default Instant time(int column) {
        OffsetDateTime time = (OffsetDateTime) value(column);
        return time == null ? null : time.toInstant();
    }

    @Override
    default boolean bool(int column) {
        return (Boolean) value(column);
    }

    @Override
    default int integer(int column) {
        return (Integer) value(column);
    }

    @Override
    default long bigint(int column) {
        return (Long) value(column);
    }

    @Override
    default double real(int column) {
        return (Double) value(column);
    }
}
