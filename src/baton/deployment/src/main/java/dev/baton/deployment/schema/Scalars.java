package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/** The schemas of values that are not made of others, as Jackson writes them. */
final class Scalars {

    private static final Consumer<ObjectNode> TEXT = string("");
    private static final Consumer<ObjectNode> BOOLEAN = schema -> schema.put("type", "boolean");
    private static final Consumer<ObjectNode> BYTE = integer(Byte.MIN_VALUE, Byte.MAX_VALUE);
    private static final Consumer<ObjectNode> SHORT = integer(Short.MIN_VALUE, Short.MAX_VALUE);
    private static final Consumer<ObjectNode> INT = integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final Consumer<ObjectNode> LONG = integer(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Consumer<ObjectNode> FLOAT = number("float");
    private static final Consumer<ObjectNode> DOUBLE = number("double");
    private static final Consumer<ObjectNode> CHARACTER =
            schema -> schema.put("type", "string").put("minLength", 1).put("maxLength", 1);

    private static final Map<Class<?>, Consumer<ObjectNode>> KNOWN = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(CharSequence.class, TEXT),
            Map.entry(char.class, CHARACTER),
            Map.entry(Character.class, CHARACTER),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(byte.class, BYTE),
            Map.entry(Byte.class, BYTE),
            Map.entry(short.class, SHORT),
            Map.entry(Short.class, SHORT),
            Map.entry(int.class, INT),
            Map.entry(Integer.class, INT),
            Map.entry(OptionalInt.class, INT),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(OptionalLong.class, LONG),
            Map.entry(BigInteger.class, schema -> schema.put("type", "integer")),
            Map.entry(float.class, FLOAT),
            Map.entry(Float.class, FLOAT),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(OptionalDouble.class, DOUBLE),
            Map.entry(BigDecimal.class, schema -> schema.put("type", "number")),
            Map.entry(Number.class, schema -> schema.put("type", "number")),
            Map.entry(Instant.class, string("date-time")),
            Map.entry(OffsetDateTime.class, string("date-time")),
            Map.entry(ZonedDateTime.class, string("date-time")),
            Map.entry(LocalDate.class, string("date")),
            Map.entry(LocalDateTime.class, matching("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?$")),
            Map.entry(LocalTime.class, matching("^\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?$")),
            Map.entry(Duration.class, matching("^P(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?)?(?<!P)$")),
            Map.entry(UUID.class, string("uuid")),
            Map.entry(URI.class, string("uri-reference")),
            Map.entry(byte[].class, schema -> schema.put("type", "string").put("contentEncoding", "base64")));

    private Scalars() {}

    /** Returns the schema of a value that is not null; empty if the class is made of others, or unknown. */
    static Optional<ObjectNode> of(Class<?> type) {
        return Optional.ofNullable(KNOWN.get(type)).map(writer -> {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            writer.accept(schema);
            return schema;
        });
    }

    private static Consumer<ObjectNode> string(String format) {
        return schema -> {
            schema.put("type", "string");
            if (!format.isEmpty()) {
                schema.put("format", format);
            }
        };
    }

    private static Consumer<ObjectNode> matching(String pattern) {
        return schema -> schema.put("type", "string").put("pattern", pattern);
    }

    private static Consumer<ObjectNode> integer(long minimum, long maximum) {
        return schema -> schema.put("type", "integer").put("minimum", minimum).put("maximum", maximum);
    }

    private static Consumer<ObjectNode> number(String format) {
        return schema -> schema.put("type", "number").put("format", format);
    }
}
