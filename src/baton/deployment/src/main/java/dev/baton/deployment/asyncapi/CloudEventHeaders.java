package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of an event in the binary mode of the CloudEvents binding for Kafka. */
final class CloudEventHeaders {

    private static final Map<String, String> OPTIONAL = new LinkedHashMap<>();

    static {
        OPTIONAL.put("ce_time", "when the event was made");
        OPTIONAL.put("ce_subject", "what the event is about");
        OPTIONAL.put("ce_partitionkey", "the event's key");
        OPTIONAL.put("ce_correlationid", "the id that all events have in common that follow from one");
        OPTIONAL.put("ce_causationid", "the id of the event that this one follows from");
        OPTIONAL.put("ce_traceparent", "the trace of the event, in the format of W3C Trace Context");
    }

    private CloudEventHeaders() {}

    static ObjectNode of(String type, String contentType) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        headers.put("type", "object");
        headers.putArray("required")
                .add("ce_specversion")
                .add("ce_id")
                .add("ce_source")
                .add("ce_type");
        ObjectNode properties = headers.putObject("properties");
        properties.putObject("ce_specversion").put("type", "string").put("const", "1.0");
        properties.putObject("ce_id").put("type", "string").put("minLength", 1);
        properties.putObject("ce_source").put("type", "string").put("format", "uri-reference");
        properties.putObject("ce_type").put("type", "string").put("const", type);
        properties.putObject("content-type").put("type", "string").put("const", contentType);
        OPTIONAL.forEach((name, meaning) ->
                properties.putObject(name).put("type", "string").put("description", meaning));
        ((ObjectNode) properties.path("ce_time")).put("format", "date-time");
        return headers;
    }
}
