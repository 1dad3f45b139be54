package dev.baton;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * Reads events in the JSON format of CloudEvents 1.0.2 so that nothing of them changes: numbers in the data stay as they were written, and a member that
 * is null is an attribute that isn't there.
 */
public final class JsonEvents {

    /** The media type of one event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String DATA = "data";
    private static final int LONGEST_SHOWN = 200;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(JsonFormat.getCloudEventJacksonModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonEvents() {}

    /** The part of a content type before its parameters, in lower case; empty when there is none. */
    public static String mediaType(String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The JSON of an event, or of a batch of them.
     *
     * @throws IOException when it is no JSON, or more than one value
     */
    public static JsonNode read(byte[] json) throws IOException {
        return JSON.readTree(json);
    }

    /**
     * The event that this JSON is. It may change the JSON.
     *
     * @throws IllegalArgumentException when it is no object, or an attribute is neither a string, nor a boolean, nor an integer of 32 bits
     * @throws IOException when the CloudEvents SDK finds it to be none; it may also throw exceptions of its own, unchecked ones
     */
    public static CloudEvent event(JsonNode json) throws IOException {
        if (!(json instanceof ObjectNode event)) {
            throw new IllegalArgumentException("an event must be a JSON object");
        }
        Iterator<Map.Entry<String, JsonNode>> members = event.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            if (!member.getKey().equals(DATA) && isUnset(member)) {
                members.remove();
            }
        }
        return JSON.treeToValue(event, CloudEvent.class);
    }

    private static boolean isUnset(Map.Entry<String, JsonNode> attribute) {
        JsonNode value = attribute.getValue();
        if (!value.isNull() && !value.isTextual() && !value.isBoolean() && !value.isInt()) {
            throw new IllegalArgumentException("the attribute " + shown(attribute.getKey())
                    + " must be a string, a boolean or an integer of 32 bits");
        }
        return value.isNull();
    }

    /** A name from outside, short enough to be told back. */
    private static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "...";
    }
}
