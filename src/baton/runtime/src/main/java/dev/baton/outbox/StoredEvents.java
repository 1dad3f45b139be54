package dev.baton.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.BatonException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.types.Time;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events as they stand in Baton's tables: the context attributes as one JSON object of strings, the data as bytes. */
@Singleton
public class StoredEvents {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private final ObjectMapper json;

    StoredEvents(ObjectMapper json) {
        this.json = json;
    }

    /** All context attributes of an event, extensions included, in the string form that CloudEvents gives their types. */
    public static Map<String, String> attributes(CloudEvent event) {
        Map<String, String> attributes = new LinkedHashMap<>();
        event.getAttributeNames().forEach(name -> put(attributes, name, event.getAttribute(name)));
        event.getExtensionNames().forEach(name -> put(attributes, name, event.getExtension(name)));
        return attributes;
    }

    /** The data of an event; none is empty. */
    public static byte[] data(CloudEvent event) {
        return event.getData() == null ? new byte[0] : event.getData().toBytes();
    }

    public String write(Map<String, String> attributes) {
        try {
            return json.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new BatonException("can't write the attributes of an event as JSON", e);
        }
    }

    public Map<String, String> readAttributes(String attributes) {
        try {
            return json.readValue(attributes, ATTRIBUTES);
        } catch (JsonProcessingException e) {
            throw new BatonException(
                    "the column attributes holds no JSON object of strings: " + e.getOriginalMessage(), e);
        }
    }

    /** The event that was stored. */
    public CloudEvent read(String attributes, byte[] data) {
        return event(readAttributes(attributes), data);
    }

    /** The event with these context attributes. */
    public static CloudEvent event(Map<String, String> attributes, byte[] data) {
        CloudEventBuilder event = CloudEventBuilder.v1();
        attributes.forEach((name, value) -> set(event, name, value));
        return event.withData(data).build();
    }

    private static void set(CloudEventBuilder event, String name, String value) {
        switch (name) {
            case "specversion" -> {}
            case "id" -> event.withId(value);
            case "source" -> event.withSource(URI.create(value));
            case "type" -> event.withType(value);
            case "subject" -> event.withSubject(value);
            case "time" -> event.withTime(OffsetDateTime.parse(value));
            case "datacontenttype" -> event.withDataContentType(value);
            case "dataschema" -> event.withDataSchema(URI.create(value));
            default -> event.withExtension(name, value);
        }
    }

    private static void put(Map<String, String> attributes, String name, Object value) {
        if (value != null) {
            attributes.put(name, value instanceof OffsetDateTime time ? Time.writeTime(time) : value.toString());
        }
    }
}
