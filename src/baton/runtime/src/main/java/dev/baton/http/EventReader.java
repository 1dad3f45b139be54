package dev.baton.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.JsonEvents;
import dev.baton.config.BatonConfig;
import dev.baton.format.EventAttributes;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
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
    private static final String BATCH = "application/cloudevents-batch+json";

    private final int maxBatch;

    EventReader(BatonConfig config) {
        this.maxBatch = config.http().maxBatch();
    }

    /** The events of the request, in their order. */
    List<CloudEvent> read(MultiMap headers, byte[] body) {
        checkCoding(headers.get("Content-Encoding"));
        String contentType = headers.get("Content-Type");
        String mediaType = JsonEvents.mediaType(contentType);
        try {
            List<CloudEvent> events =
                    switch (mediaType) {
                        case JsonEvents.MEDIA_TYPE -> List.of(JsonEvents.event(JsonEvents.read(body)));
                        case BATCH -> batch(JsonEvents.read(body));
                        default -> List.of(binary(headers, contentType, mediaType, body));
                    };
            events.forEach(EventAttributes::check);
            return events;
        } catch (Problem problem) {
            throw problem;
        } catch (IOException | RuntimeException e) { // whatever the SDK finds wrong with it
            throw noEvent(reason(e));
        }
    }

    private static void checkCoding(String coding) {
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            throw new Problem(415, "the body must have no Content-Encoding, but was '" + Shown.of(coding) + "'");
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
            events.add(JsonEvents.event(event));
        }
        return events;
    }

    private CloudEvent binary(MultiMap headers, String contentType, String mediaType, byte[] body) {
        if (mediaType.startsWith(CLOUD_EVENTS)) {
            throw new Problem(
                    415,
                    "of the CloudEvents formats, " + JsonEvents.MEDIA_TYPE + " and " + BATCH + " are known, but not "
                            + Shown.of(mediaType));
        }
        String version = headers.get("ce-specversion");
        if (version == null) {
            throw isJson(mediaType) || hasAttributes(headers)
                    ? noEvent("the header ce-specversion is missing")
                    : new Problem(
                            415,
                            "a request without ce- headers must be " + JsonEvents.MEDIA_TYPE + " or " + BATCH
                                    + ", but was " + Shown.of(mediaType));
        }
        if (!version.equals("1.0")) {
            throw noEvent("the header ce-specversion must be 1.0, but was '" + Shown.of(version) + "'");
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
                throw noEvent("the header " + Shown.of(name) + " is there twice, or must not be there");
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
            throw noEvent("the header " + Shown.of(header) + " can't be decoded: " + e.getMessage());
        }
    }

    private static boolean hasAttributes(MultiMap headers) {
        return headers.names().stream().anyMatch(name -> name.regionMatches(true, 0, BinaryMode.PREFIX, 0, 3));
    }

    private static boolean isJson(String mediaType) {
        return mediaType.isEmpty() || mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private static Problem noEvent(String why) {
        return new Problem(400, "the request is no CloudEvent: " + why);
    }

    private static String reason(Exception e) {
        return Shown.of(
                e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage()));
    }
}
