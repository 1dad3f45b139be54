package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.sql.Row;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row whose values have the types that the reactive PostgreSQL client uses. */
interface ReactiveRow extends Row {

    @Nullable
    Object value(int column);

    private Object present(int column) {
        Object value = value(column);
        if (value == null) {
            throw new IllegalStateException("column " + column + " must not be null");
        }
        return value;
    }

    @Override
    default String text(int column) {
        return (String) present(column);
    }

    @Override
    default @Nullable String textOrNull(int column) {
        return (String) value(column);
    }

    @Override
    default String @Nullable [] textsOrNull(int column) {
        return (String[]) value(column);
    }

    @Override
    default byte[] bytes(int column) {
        return ((Buffer) present(column)).getBytes();
    }

    @Override
    default byte @Nullable [][] manyBytesOrNull(int column) {
        Buffer[] buffers = (Buffer[]) value(column);
        return buffers == null
                ? null
                : Arrays.stream(buffers).map(Buffer::getBytes).toArray(byte[][]::new);
    }

    @Override
    default Instant time(int column) {
        return ((OffsetDateTime) present(column)).toInstant();
    }

    @Override
    default @Nullable Instant timeOrNull(int column) {
        OffsetDateTime time = (OffsetDateTime) value(column);
        return time == null ? null : time.toInstant();
    }

    @Override
    default boolean bool(int column) {
        return (Boolean) present(column);
    }

    @Override
    default int integer(int column) {
        return (Integer) present(column);
    }

    @Override
    default long bigint(int column) {
        return (Long) present(column);
    }

    @Override
    default double real(int column) {
        return (Double) present(column);
    }
}
