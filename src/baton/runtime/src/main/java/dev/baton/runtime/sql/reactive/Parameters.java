package dev.baton.runtime.sql.reactive;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Conversion of parameters to the types that the reactive PostgreSQL client takes. */
final class Parameters {

    private Parameters() {}

    /** Returns a new array with the converted parameters. */
    static @Nullable Object[] of(@Nullable Object[] parameters) {
        @Nullable Object[] converted = new Object[parameters.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = convert(parameters[i]);
        }
        return converted;
    }

    private static @Nullable Object convert(@Nullable Object parameter) {
        if (parameter instanceof Instant time) {
            return utc(time);
        }
        if (parameter instanceof Instant[] times) {
            return utc(times);
        }
        if (parameter instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        return parameter instanceof byte[][] many ? buffers(many) : parameter;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime[] utc(@Nullable Instant[] times) {
        @Nullable OffsetDateTime[] converted = new OffsetDateTime[times.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = utc(times[i]);
        }
        return converted;
    }

    private static Buffer[] buffers(byte[][] many) {
        Buffer[] converted = new Buffer[many.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = Buffer.buffer(many[i]);
        }
        return converted;
    }
}
