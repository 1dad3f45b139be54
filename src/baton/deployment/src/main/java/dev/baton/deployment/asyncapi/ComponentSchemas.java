package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts of a JSON Schema as components of a larger document, where all references begin at the document's root. */
final class ComponentSchemas {

    private static final String DEFINITIONS = "#/$defs/";

    private ComponentSchemas() {}

    /**
     * Returns the schema under the name of its type, and its definitions under {@code <type>.<name>}.
     *
     * @param prefix the path of the components, such as {@code #/components/schemas/}
     */
    static Map<String, JsonNode> of(String type, ObjectNode schema, String prefix) {
        Map<String, JsonNode> components = new TreeMap<>();
        ObjectNode root = schema.deepCopy();
        root.remove(List.of("$schema", "$defs"));
        components.put(type, root);
        schema.path("$defs")
                .fields()
                .forEachRemaining(each -> components.put(
                        type + "." + each.getKey(), each.getValue().deepCopy()));
        components.values().forEach(each -> moveReferences(each, type, prefix));
        return components;
    }

    private static void moveReferences(JsonNode node, String type, String prefix) {
        String reference = node.path("$ref").asText();
        if (node instanceof ObjectNode object && !reference.isEmpty()) {
            object.put(
                    "$ref",
                    prefix + type + (reference.equals("#") ? "" : "." + reference.substring(DEFINITIONS.length())));
        }
        List<JsonNode> parts = new ArrayList<>();
        node.forEach(parts::add);
        parts.forEach(part -> moveReferences(part, type, prefix));
    }
}
