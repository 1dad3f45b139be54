package dev.baton.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * The check of a value against a structural schema of Kubernetes: types, required and unknown fields, enumerations and
 * patterns.
 */
final class SchemaCheck {

    /** The fields that an API server checks itself, whatever the schema says. */
    private static final Set<String> OF_EVERY_RESOURCE = Set.of("apiVersion", "kind", "metadata");

    private final List<String> problems;

    SchemaCheck(List<String> problems) {
        this.problems = problems;
    }

    void check(String where, String path, JsonNode schema, JsonNode value) {
        if (!hasType(schema, value)) {
            problem(
                    where,
                    path,
                    "must be of type " + schema.path("type").asText("int or string") + " but was " + value);
        } else if (value.isObject()) {
            object(where, path, schema, value);
        } else if (value.isArray()) {
            int index = 0;
            for (JsonNode item : value) {
                check(where, path + "[" + index++ + "]", schema.path("items"), item);
            }
        } else {
            scalar(where, path, schema, value);
        }
    }

    private void object(String where, String path, JsonNode schema, JsonNode value) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                problem(where, path, "needs the field " + required.asText());
            }
        }
        value.properties().forEach(field -> field(where, path, schema, field.getKey(), field.getValue()));
    }

    private void field(String where, String path, JsonNode schema, String name, JsonNode value) {
        String below = path + "." + name;
        if (path.isEmpty() && OF_EVERY_RESOURCE.contains(name)) {
            return;
        }
        if (schema.path("properties").has(name)) {
            check(where, below, schema.path("properties").get(name), value);
        } else if (schema.path("additionalProperties").isObject()) {
            check(where, below, schema.path("additionalProperties"), value);
        } else if (!isOpen(schema)) {
            problem(where, below, "is not known");
        }
    }

    private void scalar(String where, String path, JsonNode schema, JsonNode value) {
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            problem(where, path, "must be one of " + schema.path("enum") + " but was " + value);
        }
        if (schema.has("pattern")
                && value.isTextual()
                && !value.asText().matches(schema.path("pattern").asText())) {
            problem(where, path, "must match " + schema.path("pattern").asText() + " but was " + value);
        }
    }

    /** Returns whether unknown fields are allowed, as they are in a schema that specifies nothing about its fields. */
    private static boolean isOpen(JsonNode schema) {
        return schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || schema.path("additionalProperties").asBoolean()
                || (!schema.has("properties") && !schema.has("type"));
    }

    private static boolean hasType(JsonNode schema, JsonNode value) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isTextual() || value.isIntegralNumber();
        }
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private void problem(String where, String path, String what) {
        problems.add(where + ": " + (path.isEmpty() ? "it" : path.substring(1)) + " " + what);
    }
}
