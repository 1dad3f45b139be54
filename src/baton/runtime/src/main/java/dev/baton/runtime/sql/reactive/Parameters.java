package dev.baton.runtime.sql.reactive;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Conversion of parameters to the types that the reactive PostgreSQL client takes. */
final class Parameters {

    private Parameters() {}

    /** Returns a new array with the converted parameters. */
    static Object[] of(Object[] parameters) {
        Object[] converted = new Object[parameters.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = convert(parameters[i]);
        }
        return converted;
    }

    private static Object convert(Object parameter) {
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

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime[] utc(Instant[] times) {
        OffsetDateTime[] converted = new OffsetDateTime[times.length];
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
