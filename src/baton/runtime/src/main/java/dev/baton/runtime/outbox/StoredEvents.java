package dev.baton.runtime.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.BatonException;
import dev.baton.cloudevents.Event;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events as Baton's tables store them: the context attributes as one JSON object of strings, and the data as bytes. The
 * application's own {@code ObjectMapper} is not used, because a custom serializer would change the identity of an
 * event.
 */
@Singleton
public class StoredEvents {

    private static final int EXPECTED_LENGTH = 512;
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    /** Does not intern field names. Names of extensions come from outside, and interning would keep them forever. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build());

    /** Returns a copy of all context attributes of an event, extensions included, as they were written. */
    public static Map<String, String> attributes(CloudEvent event) {
        return new LinkedHashMap<>(Event.of(event).attributes());
    }

    /** Returns the data of an event; empty if the event has no data. */
    public static byte[] data(CloudEvent event) {
        return Event.of(event).data();
    }

    public String write(Map<String, String> attributes) {
        StringWriter written = new StringWriter(EXPECTED_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(written)) {
            json.writeStartObject();
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new BatonException("can't write the attributes of an event as JSON", e);
        }
        return written.toString();
    }

    public Map<String, String> readAttributes(String attributes) {
        try {
            return JSON.readValue(attributes, ATTRIBUTES);
        } catch (JsonProcessingException e) {
            throw new BatonException(
                    "the column attributes does not contain a JSON object of strings: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns the stored event. */
    public Event read(String attributes, byte[] data) {
        return Event.stored(readAttributes(attributes), data);
    }
}
