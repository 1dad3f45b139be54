package dev.baton.chat.gateway.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.JsonEvents;
import dev.baton.chat.gateway.problems.Problem;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.v1.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads CloudEvents from an HTTP request in binary, structured or batch mode, as the CloudEvents HTTP protocol binding 1.0.2
 * says.
 */
final class EventReader {

    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String PREFIX = "ce-";
    private static final String SPEC_VERSION = "ce-specversion";

    private final int mostInBatch;

    EventReader(int mostInBatch) {
        this.mostInBatch = mostInBatch;
    }

    /**
     * @param headers the request's headers, their names in lower case
     * @throws Problem 400 when it is no CloudEvent, 413 when the batch is too large, 415 when the content type says that it
     *     is none
     */
    List<CloudEvent> read(Map<String, String> headers, byte[] body) {
        String contentType = headers.get("content-type");
        String mediaType = contentType == null ? "binary mode" : JsonEvents.mediaType(contentType);
        try {
            if (mediaType.equals(JsonEvents.MEDIA_TYPE)) {
                return List.of(JsonEvents.event(JsonEvents.read(body)));
            }
            if (mediaType.equals(BATCH)) {
                return batch(body);
            }
            return List.of(binary(headers, contentType, mediaType, body));
        } catch (IOException | CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw Problem.malformed("the body is no CloudEvent in " + mediaType + " that can be read: " + reason(e));
        }
    }

    private List<CloudEvent> batch(byte[] body) throws IOException {
        JsonNode array = JsonEvents.read(body);
        if (!array.isArray() || array.isEmpty()) {
            throw Problem.malformed("a batch must be a JSON array of at least one CloudEvent");
        }
        if (array.size() > mostInBatch) {
            throw Problem.tooLarge("a batch may hold " + mostInBatch + " events, but had " + array.size());
        }
        List<CloudEvent> events = new ArrayList<>(array.size());
        for (JsonNode event : array) {
            events.add(JsonEvents.event(event));
        }
        return events;
    }

    private static CloudEvent binary(Map<String, String> headers, String contentType, String mediaType, byte[] body) {
        boolean isJson = mediaType.equals("application/json") || mediaType.endsWith("+json");
        boolean isStructured = mediaType.startsWith("application/cloudevents");
        if (isStructured || contentType != null && !isJson) {
            throw Problem.unsupportedType("events come as " + JsonEvents.MEDIA_TYPE + ", as " + BATCH
                    + ", or in binary mode with JSON data, but not as " + mediaType);
        }
        if (!"1.0".equals(headers.get(SPEC_VERSION))) {
            throw Problem.malformed("in binary mode the header ce-specversion must be 1.0, but was "
                    + headers.getOrDefault(SPEC_VERSION, "missing"));
        }
        CloudEventBuilder event = new CloudEventBuilder();
        headers.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.equals(SPEC_VERSION)) {
                event.withContextAttribute(name.substring(PREFIX.length()), decoded(value));
            }
        });
        return event.withDataContentType(contentType == null ? "application/json" : contentType)
                .withData(body)
                .build();
    }

    /** Header values are percent-encoded where they are not plain ASCII; a plus sign stands for itself. */
    private static String decoded(String value) {
        return value.indexOf('%') < 0 ? value : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String reason(Exception e) {
        return e instanceof JsonProcessingException parsing ? parsing.getOriginalMessage() : e.getMessage();
    }
}
