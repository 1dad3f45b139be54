package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Schemas of values that may be null. */
final class OrNull {

    private OrNull() {}

    /** Returns the schema that also accepts null. */
    static ObjectNode of(ObjectNode schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        if (!schema.path("type").isTextual() || schema.has("const")) {
            ObjectNode either = JsonNodeFactory.instance.objectNode();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        String type = schema.path("type").asText();
        schema.putArray("type").add(type).add("null");
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        return schema;
    }
}
