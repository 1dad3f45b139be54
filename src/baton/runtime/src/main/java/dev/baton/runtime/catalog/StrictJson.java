package dev.baton.runtime.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Set;

/** Reads data like the application's own mapper, but never as a value other than the one that is written. */
final class StrictJson {

    private StrictJson() {}

    private static final Set<LogicalType> NEVER_EMPTY =
            Set.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean, LogicalType.Enum, LogicalType.DateTime);

    /**
     * Returns a copy of the mapper that neither rounds numbers nor makes them infinite, converts no value to another
     * kind of value (a number to a string or an enum constant, an empty string to a number), and rejects duplicate
     * members and anything that follows the value. Its work is bounded by the length of the data: it refuses numbers
     * that are much longer written out than as they are written, and sets whose elements all collide.
     */
    static ObjectMapper of(ObjectMapper mapper) {
        ObjectMapper strict = mapper.copy()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
                .registerModule(new SimpleModule("baton-strict")
                        .addAbstractTypeMapping(Set.class, SparseSet.class)
                        .setDeserializerModifier(new ExistingValues()));
        refuse(strict, LogicalType.Textual, CoercionInputShape.Boolean);
        refuse(strict, LogicalType.Textual, CoercionInputShape.Integer);
        refuse(strict, LogicalType.Textual, CoercionInputShape.Float);
        refuse(strict, LogicalType.Boolean, CoercionInputShape.Integer);
        NEVER_EMPTY.forEach(type -> refuse(strict, type, CoercionInputShape.EmptyString));
        return strict;
    }

    private static void refuse(ObjectMapper mapper, LogicalType type, CoercionInputShape shape) {
        mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
    }

    private static final class ExistingValues extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> deserializer) {
            Class<?> type = description.getBeanClass();
            if (FiniteNumber.TYPES.contains(type)) {
                return new FiniteNumber(deserializer);
            }
            return ExistingTime.TYPES.contains(type) ? new ExistingTime(deserializer) : deserializer;
        }

        @Override
        public JsonDeserializer<?> modifyArrayDeserializer(
                DeserializationConfig config,
                ArrayType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return FiniteNumber.TYPES.contains(type.getRawClass()) ? new FiniteNumber(deserializer) : deserializer;
        }
    }
}
