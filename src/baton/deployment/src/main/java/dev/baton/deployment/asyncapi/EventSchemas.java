package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Adds the schemas of event data to an OpenAPI document, and the schema {@value #CLOUD_EVENT}: an event in structured
 * mode, of any of the types.
 */
final class EventSchemas implements OASFilter {

    static final String CLOUD_EVENT = "CloudEvent";

    private static final String PREFIX = "#/components/schemas/";

    private final List<String> types;
    private final Map<String, ObjectNode> schemas;

    EventSchemas(List<String> types, Map<String, ObjectNode> schemas) {
        this.types = types;
        this.schemas = schemas;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        Map<String, JsonNode> components = new TreeMap<>();
        for (String type : types) {
            ObjectNode schema = schemas.get(type);
            if (schema != null) {
                components.putAll(ComponentSchemas.of(type, schema, PREFIX));
            }
        }
        components.put(CLOUD_EVENT, cloudEvent());
        components.forEach((name, schema) -> document.getComponents().addSchema(name, OpenApiSchemas.of(schema)));
    }

    private ObjectNode cloudEvent() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        schema.put("description", "An event of CloudEvents 1.0 in the JSON format");
        schema.putArray("required").add("specversion").add("id").add("source").add("type");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("specversion").put("type", "string").put("const", "1.0");
        properties.putObject("id").put("type", "string").put("minLength", 1);
        properties.putObject("source").put("type", "string").put("format", "uri-reference");
        properties.putObject("subject").put("type", "string");
        properties.putObject("partitionkey").put("type", "string");
        properties.putObject("time").put("type", "string").put("format", "date-time");
        properties.putObject("datacontenttype").put("type", "string");
        ArrayNode each = schema.putArray("oneOf");
        types.forEach(type -> {
            ObjectNode members = each.addObject().putObject("properties");
            members.putObject("type").put("type", "string").put("const", type);
            members.putObject("data").put("$ref", PREFIX + type);
        });
        return schema;
    }
}
