package dev.baton.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.config.BatonConfig;
import dev.baton.delivery.IncomingEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the events of a request in binary, structured or batch mode, as the CloudEvents HTTP protocol binding 1.0.2 and the JSON
 * format say. Of what it can't read it says so with a {@link Problem}: 400, 413 or 415, whatever the request is.
 */
@Singleton
class EventReader {

    private static final String CLOUD_EVENTS = "application/cloudevents";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(JsonFormat.getCloudEventJacksonModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final int maxBatch;

    EventReader(BatonConfig config) {
        this.maxBatch = config.http().maxBatch();
    }

    /** The events of the request, in their order. */
    List<CloudEvent> read(MultiMap headers, byte[] body) {
        checkCoding(headers.get("Content-Encoding"));
        String contentType = headers.get("Content-Type");
        String mediaType = mediaType(contentType);
        try {
            List<CloudEvent> events =
                    switch (mediaType) {
                        case STRUCTURED -> List.of(event(json.readTree(body)));
                        case BATCH -> batch(json.readTree(body));
                        default -> List.of(binary(headers, contentType, mediaType, body));
                    };
            events.forEach(EventReader::check);
            return events;
        } catch (Problem problem) {
            throw problem;
        } catch (IOException | RuntimeException e) { // whatever the SDK finds wrong with it
            throw noEvent(reason(e));
        }
    }

    private static void checkCoding(String coding) {
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            throw new Problem(415, "the body must have no Content-Encoding, but was '" + shown(coding) + "'");
        }
    }

    private List<CloudEvent> batch(JsonNode batch) throws IOException {
        if (!batch.isArray()) {
            throw noEvent("a batch must be a JSON array of events");
        }
        if (batch.size() > maxBatch) {
            throw new Problem(
                    413, "a batch may have " + maxBatch + " events (baton.http.max-batch), but had " + batch.size());
        }
        List<CloudEvent> events = new ArrayList<>(batch.size());
        for (JsonNode event : batch) {
            events.add(event(event));
        }
        return events;
    }

    private CloudEvent event(JsonNode event) throws IOException {
        if (!event.isObject()) {
            throw noEvent("an event must be a JSON object");
        }
        event.fields().forEachRemaining(EventReader::checkType);
        return json.treeToValue(event, CloudEvent.class);
    }

    /** Attributes are strings, booleans, and integers of 32 bits. */
    private static void checkType(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        boolean attribute = value.isTextual() || value.isBoolean() || value.isNull() || value.isInt();
        if (!attribute && !field.getKey().equals("data")) {
            throw noEvent(
                    "the attribute " + shown(field.getKey()) + " must be a string, a boolean or an integer of 32 bits");
        }
    }

    private CloudEvent binary(MultiMap headers, String contentType, String mediaType, byte[] body) {
        if (mediaType.startsWith(CLOUD_EVENTS)) {
            throw new Problem(
                    415,
                    "of the CloudEvents formats, " + STRUCTURED + " and " + BATCH + " are known, but not "
                            + shown(mediaType));
        }
        String version = headers.get("ce-specversion");
        if (version == null) {
            throw isJson(mediaType) || hasAttributes(headers)
                    ? noEvent("the header ce-specversion is missing")
                    : new Problem(
                            415,
                            "a request without ce- headers must be " + STRUCTURED + " or " + BATCH + ", but was "
                                    + shown(mediaType));
        }
        if (!version.equals("1.0")) {
            throw noEvent("the header ce-specversion must be 1.0, but was '" + shown(version) + "'");
        }
        CloudEventBuilder event = CloudEventBuilder.v1();
        addAttributes(event, headers);
        return contentType == null
                ? event.withData(body).build()
                : event.withDataContentType(contentType).withData(body).build();
    }

    private static void addAttributes(CloudEventBuilder event, MultiMap headers) {
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!name.startsWith(BinaryMode.PREFIX)) {
                continue;
            }
            String attribute = name.substring(BinaryMode.PREFIX.length());
            if (!seen.add(attribute) || attribute.equals("datacontenttype") || attribute.equals("data")) {
                throw noEvent("the header " + shown(name) + " is there twice, or must not be there");
            }
            if (!attribute.equals("specversion")) {
                event.withContextAttribute(attribute, decoded(name, header.getValue()));
            }
        }
    }

    private static String decoded(String header, String value) {
        try {
            return HeaderValues.decode(value);
        } catch (IllegalArgumentException e) {
            throw noEvent("the header " + shown(header) + " can't be decoded: " + e.getMessage());
        }
    }

    private static boolean hasAttributes(MultiMap headers) {
        return headers.names().stream().anyMatch(name -> name.regionMatches(true, 0, BinaryMode.PREFIX, 0, 3));
    }

    /** What the specification asks of every event, beyond what the SDK looks at. */
    private static void check(CloudEvent event) {
        event.getAttributeNames().forEach(name -> checkText(name, event.getAttribute(name)));
        event.getExtensionNames().forEach(name -> checkText(name, event.getExtension(name)));
        IncomingEvent.checkStorable(event);
    }

    private static void checkText(String name, Object value) {
        String text = value == null ? "" : value.toString();
        boolean extension = !Set.of("id", "source", "type", "subject", "time", "dataschema", "datacontenttype")
                .contains(name);
        if (value != null && text.isEmpty() && !extension) {
            throw noEvent("the attribute " + name + " must not be empty");
        }
        if (text.codePoints().anyMatch(EventReader::forbidden)) {
            throw noEvent("the attribute " + name + " has a control character or half of a surrogate pair");
        }
    }

    private static boolean forbidden(int c) {
        return c < 0x20 || c >= 0x7F && c <= 0x9F || c >= 0xD800 && c <= 0xDFFF;
    }

    private static boolean isJson(String mediaType) {
        return mediaType.isEmpty() || mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private static String mediaType(String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Problem noEvent(String why) {
        return new Problem(400, "the request is no CloudEvent: " + why);
    }

    private static String reason(Exception e) {
        return shown(
                e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage()));
    }

    /** What came from outside, short enough to be told back. */
    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
