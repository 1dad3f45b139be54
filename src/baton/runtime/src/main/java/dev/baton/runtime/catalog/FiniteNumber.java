package dev.baton.runtime.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Rejects numbers that a {@code double} or {@code float} can't represent. Jackson reads 1e400 as infinity, and accepts
 * "NaN". Also rejects decimal numbers with so many digits that computing with them, or writing them out, would take
 * unreasonable time and memory: 1e1000000000 has 12 characters.
 */
final class FiniteNumber extends DelegatingDeserializer {

    static final Set<Class<?>> TYPES = Set.of(
            double.class,
            Double.class,
            float.class,
            Float.class,
            double[].class,
            float[].class,
            OptionalDouble.class,
            BigDecimal.class,
            Number.class);

    /** PostgreSQL's {@code numeric} takes no more digits after the decimal point. */
    private static final int MOST_DIGITS = 16_383;

    private static final long serialVersionUID = 1L;

    FiniteNumber(JsonDeserializer<?> deserializer) {
        super(deserializer);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
        return new FiniteNumber(deserializer);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Object value = super.deserialize(parser, context);
        if (value instanceof BigDecimal number && digits(number) > MOST_DIGITS) {
            context.reportInputMismatch(
                    this, "a number must have at most %d digits before and after the decimal point", MOST_DIGITS);
        }
        if (!isFinite(value)) {
            context.reportInputMismatch(
                    this, "a number must be finite in a %s", handledType().getSimpleName());
        }
        return value;
    }

    private static long digits(BigDecimal number) {
        return Math.max(number.scale(), (long) number.precision() - number.scale());
    }

    private static boolean isFinite(Object value) {
        if (value instanceof double[] numbers) {
            return Arrays.stream(numbers).allMatch(Double::isFinite);
        }
        if (value instanceof float[] numbers) {
            for (float number : numbers) {
                if (!Float.isFinite(number)) {
                    return false;
                }
            }
            return true;
        }
        if (value instanceof OptionalDouble number) {
            return number.isEmpty() || Double.isFinite(number.getAsDouble());
        }
        return !(value instanceof Double || value instanceof Float) || Double.isFinite(((Number) value).doubleValue());
    }
}
