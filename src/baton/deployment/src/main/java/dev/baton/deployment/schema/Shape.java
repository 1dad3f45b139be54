package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A schema without the forms of writing it: references are followed, and null is one of the types.
 *
 * @param types the JSON types that are accepted; empty for all
 */
record Shape(JsonNode schema, Set<String> types) {

    private static final String NULL = "null";

    static Shape of(JsonNode written, JsonNode root) {
        JsonNode schema = followed(written, root);
        if (!schema.has("anyOf")) {
            return new Shape(schema, types(schema));
        }
        Shape value = of(schema.path("anyOf").path(0), root); // or null
        Set<String> types = new TreeSet<>(value.types);
        types.add(NULL);
        return new Shape(value.schema, types);
    }

    private static JsonNode followed(JsonNode schema, JsonNode root) {
        String reference = schema.path("$ref").asText();
        if (reference.isEmpty()) {
            return schema;
        }
        return reference.equals("#") ? root : root.at(reference.substring(1));
    }

    private static Set<String> types(JsonNode schema) {
        if (schema.isBoolean() && !schema.asBoolean()) {
            return Set.of("nothing");
        }
        JsonNode type = schema.path("type");
        Set<String> types = new TreeSet<>();
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        if (types.isEmpty() && schema.has("oneOf")) {
            types.add("object");
        }
        return types;
    }

    /** Returns whether both are of the same kind, null aside. */
    boolean isCompatibleKind(Shape other) {
        return schema instanceof MissingNode == other.schema instanceof MissingNode
                && withoutNull(types).equals(withoutNull(other.types));
    }

    private static Set<String> withoutNull(Set<String> types) {
        return types.stream().filter(each -> !each.equals(NULL)).collect(Collectors.toSet());
    }

    /** Returns the constants of an enumeration, or the names of alternatives; empty if all values are accepted. */
    static Set<String> values(JsonNode schema) {
        Set<String> values = new TreeSet<>();
        schema.path("enum").forEach(each -> {
            if (!each.isNull()) {
                values.add(each.asText());
            }
        });
        schema.path("oneOf").forEach(each -> values.add(name(each)));
        return values;
    }

    /** Returns the name that the objects of an alternative have in one of their members. */
    static String name(JsonNode alternative) {
        for (JsonNode member : alternative.path("properties")) {
            if (member.has("const")) {
                return member.path("const").asText();
            }
        }
        return "";
    }

    /** Returns whether what the first accepts includes all of the second. */
    static boolean covers(Set<String> one, Set<String> other) {
        return one.isEmpty() || !other.isEmpty() && one.containsAll(widened(one, other));
    }

    /** Every integer is a number. */
    private static Set<String> widened(Set<String> one, Set<String> other) {
        return other.stream()
                .map(each -> each.equals("integer") && one.contains("number") ? "number" : each)
                .collect(Collectors.toSet());
    }

    static String show(Set<String> accepted) {
        return accepted.isEmpty() ? "everything" : String.join(" or ", accepted);
    }
}
