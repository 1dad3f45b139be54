package dev.baton.runtime.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects numbers of seconds that are out of range for a time. Jackson would read them as a time in 1970, or modulo
 * 2^64. Reads times in UTC itself, because Jackson's formatter takes longer than the rest of a small event.
 */
final class ExistingTime extends DelegatingDeserializer {

    /** The types that Jackson reads from a number with a fraction or an exponent. */
    static final Set<Class<?>> TYPES = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class, Duration.class);

    private static final long serialVersionUID = 1L;
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    /** Whether no format is set for the value, neither in general nor for its member. */
    private final boolean usual;

    ExistingTime(JsonDeserializer<?> deserializer) {
        this(
                deserializer,
                deserializer.getClass() == InstantDeserializer.class && deserializer.handledType() == Instant.class);
    }

    private ExistingTime(JsonDeserializer<?> deserializer, boolean usual) {
        super(deserializer);
        this.usual = usual;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
        return new ExistingTime(deserializer, false);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            BigDecimal seconds = parser.getDecimalValue();
            if (seconds.abs().compareTo(MOST_SECONDS) > 0) {
                throw context.weirdNumberException(seconds, handledType(), "the number of seconds is out of range");
            }
        }
        if (usual && parser.currentToken() == JsonToken.VALUE_STRING) {
            Optional<Instant> time = UtcTime.read(parser.getText());
            if (time.isPresent()) {
                return time.get();
            }
        }
        return super.deserialize(parser, context);
    }
}
