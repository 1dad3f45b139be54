package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Turns JSON Schemas into OpenAPI's model of them. */
final class OpenApiSchemas {

    private static final Set<String> SCHEMAS = Set.of("items", "additionalProperties", "propertyNames");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf");
    private static final Set<String> LENGTHS =
            Set.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");

    private OpenApiSchemas() {}

    static Schema of(JsonNode json) {
        Schema schema = OASFactory.createSchema();
        json.fields().forEachRemaining(each -> add(schema, each.getKey(), each.getValue()));
        return schema;
    }

    private static void add(Schema schema, String keyword, JsonNode value) {
        if (keyword.equals("$ref")) {
            schema.setRef(value.asText());
        } else if (keyword.equals("type")) {
            schema.setType(value.isArray() ? list(value, OpenApiSchemas::type) : List.of(type(value)));
        } else if (keyword.startsWith("x-")) {
            schema.addExtension(keyword, list(value, JsonNode::asText));
        } else {
            schema.set(keyword, converted(keyword, value));
        }
    }

    private static Object converted(String keyword, JsonNode value) {
        if (keyword.equals("properties")) {
            Map<String, Schema> members = new LinkedHashMap<>();
            value.fields().forEachRemaining(each -> members.put(each.getKey(), of(each.getValue())));
            return members;
        }
        if (SCHEMAS.contains(keyword) && value.isObject()) {
            return of(value);
        }
        if (LISTS.contains(keyword)) {
            return list(value, OpenApiSchemas::of);
        }
        return value.isArray() ? list(value, each -> plain(keyword, each)) : plain(keyword, value);
    }

    private static SchemaType type(JsonNode name) {
        return SchemaType.valueOf(name.asText().toUpperCase(Locale.ROOT));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> convert) {
        List<T> converted = new ArrayList<>();
        array.forEach(each -> converted.add(convert.apply(each)));
        return converted;
    }

    private static Object plain(String keyword, JsonNode value) {
        if (LENGTHS.contains(keyword)) {
            return value.asInt();
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.asText();
    }
}
