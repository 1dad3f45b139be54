package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The AsyncAPI 3 document of an application: a channel for each topic, a message for each version of an event type, and
 * an operation for each function and each type that it emits.
 */
final class AsyncApiDocument {

    static final String VERSION = "3.0.0";

    private static final String CHANNELS = "#/channels/";
    private static final String MESSAGES = "#/components/messages/";
    private static final String SCHEMAS = "#/components/schemas/";

    /** An event type, its topic, and the schema of its data. */
    record Type(String type, String topic, ObjectNode schema) {

        String contentType() {
            return schema.path("contentMediaType").asText("application/json");
        }
    }

    /** A function, the topic of the types that trigger it, and the types that it may emit. */
    record Function(String name, String topic, Set<String> emits) {}

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final String namespace;
    private final List<Type> types;
    private final List<Function> functions;

    /** @param types the types in the order of their names, versions in their own order */
    AsyncApiDocument(String namespace, List<Type> types, List<Function> functions) {
        this.namespace = namespace;
        this.types = types;
        this.functions = functions;
    }

    ObjectNode make(String application, String version) {
        document.put("asyncapi", VERSION);
        document.putObject("info")
                .put("title", application)
                .put("version", version)
                .put("description", "The events of " + application + ", which are CloudEvents 1.0.");
        document.put("defaultContentType", "application/json");
        channels();
        operations();
        ObjectNode components = document.putObject("components");
        messages(components.putObject("messages"));
        schemas(components.putObject("schemas"));
        return document;
    }

    private void channels() {
        ObjectNode channels = document.putObject("channels");
        for (String topic : topics()) {
            ObjectNode channel = channels.putObject(topic);
            channel.put("address", topic);
            channel.put("description", "The Kafka topic " + topic);
            ObjectNode messages = channel.putObject("messages");
            ofTopic(topic).forEach(type -> messages.putObject(type.type()).put("$ref", MESSAGES + type.type()));
        }
    }

    private Set<String> topics() {
        return new TreeSet<>(types.stream().map(Type::topic).toList());
    }

    private List<Type> ofTopic(String topic) {
        return types.stream().filter(type -> type.topic().equals(topic)).toList();
    }

    private void operations() {
        ObjectNode operations = document.putObject("operations");
        for (Function function : functions) {
            receive(operations.putObject(function.name()), function);
            for (String emitted : function.emits()) {
                types.stream()
                        .filter(type -> type.type().equals(emitted))
                        .forEach(type -> operation(
                                operations.putObject(function.name() + "." + emitted),
                                "send",
                                "Emitted by " + function.name(),
                                type.topic(),
                                List.of(type)));
            }
        }
    }

    private void receive(ObjectNode operation, Function function) {
        operation(
                operation,
                "receive",
                "Handled by the function " + function.name(),
                function.topic(),
                ofTopic(function.topic()));
        operation
                .putObject("bindings")
                .putObject("kafka")
                .putObject("groupId")
                .put("type", "string")
                .put("const", namespace + "." + function.name());
    }

    private static void operation(
            ObjectNode operation, String action, String summary, String topic, List<Type> messages) {
        operation.put("action", action).put("summary", summary);
        operation.putObject("channel").put("$ref", CHANNELS + topic);
        ArrayNode references = operation.putArray("messages");
        messages.forEach(type -> references.addObject().put("$ref", CHANNELS + topic + "/messages/" + type.type()));
    }

    private void messages(ObjectNode messages) {
        for (Type type : types) {
            ObjectNode message = messages.putObject(type.type());
            message.put("name", type.type()).put("contentType", type.contentType());
            message.set("headers", CloudEventHeaders.of(type.type(), type.contentType()));
            message.putObject("payload").put("$ref", SCHEMAS + type.type());
            message.putObject("bindings")
                    .putObject("kafka")
                    .putObject("key")
                    .put("type", "string")
                    .put("description", "The event's key: events of one key are in order");
        }
    }

    private void schemas(ObjectNode schemas) {
        types.forEach(
                type -> ComponentSchemas.of(type.type(), type.schema(), SCHEMAS).forEach(schemas::set));
    }

    /** Returns the schemas of the components alone, for documents of another kind. */
    static Map<String, JsonNode> schemas(String type, ObjectNode schema) {
        return ComponentSchemas.of(type, schema, SCHEMAS);
    }
}
