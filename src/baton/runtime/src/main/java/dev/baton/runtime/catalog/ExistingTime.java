package dev.baton.runtime.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Rejects numbers of seconds that are out of range for a time. Jackson would read them as a time in 1970, or modulo
 * 2^64.
 */
final class ExistingTime extends DelegatingDeserializer {

    /** The types that Jackson reads from a number with a fraction or an exponent. */
    static final Set<Class<?>> TYPES = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class, Duration.class);

    private static final long serialVersionUID = 1L;
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    ExistingTime(JsonDeserializer<?> deserializer) {
        super(deserializer);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
        return new ExistingTime(deserializer);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            BigDecimal seconds = parser.getDecimalValue();
            if (seconds.abs().compareTo(MOST_SECONDS) > 0) {
                throw context.weirdNumberException(seconds, handledType(), "the number of seconds is out of range");
            }
        }
        return super.deserialize(parser, context);
    }
}
