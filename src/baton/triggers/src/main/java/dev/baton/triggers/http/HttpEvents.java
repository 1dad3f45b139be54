package dev.baton.triggers.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** CloudEvents as HTTP messages, as the CloudEvents HTTP protocol binding 1.0.2 says. Reads versions 1.0 and 0.3, and changes neither. */
public final class HttpEvents {

    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private static final String PREFIX = "ce-";
    private static final String SPEC_VERSION = "ce-specversion";
    private static final Set<String> NOT_EMPTY = Set.of("id", "source", "type");

    /** Numbers in data stay as they were written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(JsonFormat.getCloudEventJacksonModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private HttpEvents() {}

    /** The headers of a message, names in lower case; the first value wins. */
    static Map<String, String> headers(MultiMap headers) {
        Map<String, String> byName = new HashMap<>();
        headers.forEach(header -> byName.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return byName;
    }

    /** Whether the headers announce an event; what is in the body may still be none. */
    public static boolean announced(Map<String, String> headers) {
        return headers.containsKey(SPEC_VERSION) || mediaType(headers).startsWith("application/cloudevents");
    }

    /**
     * The events of a message in binary, structured or batch mode.
     *
     * @throws Problem 400 when it has none, 413 when the batch is too large, 415 when it is structured in an unknown format
     */
    public static List<CloudEvent> read(Map<String, String> headers, byte[] body, int mostInBatch) {
        try {
            return mediaType(headers).equals(BATCH) ? batch(body, mostInBatch) : List.of(one(headers, body));
        } catch (IOException | CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw Problem.malformed("the request is no CloudEvent that can be read: " + reason(e));
        }
    }

    /**
     * The event of a message in binary or structured mode.
     *
     * @throws Problem as {@link #read}
     */
    public static CloudEvent readReply(Map<String, String> headers, byte[] body) {
        if (mediaType(headers).equals(BATCH)) {
            throw Problem.malformed("a reply is one CloudEvent, but this was a batch");
        }
        return read(headers, body, 1).get(0);
    }

    static HttpMessage write(CloudEvent event, boolean structured) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        byte[][] body = {new byte[0]};
        var writer = HttpMessageFactory.createWriter(
                (name, value) -> headers.set(
                        name, name.toLowerCase(Locale.ROOT).startsWith(PREFIX) ? HeaderValue.encode(value) : value),
                bytes -> body[0] = bytes == null ? body[0] : bytes);
        if (structured) {
            writer.writeStructured(event, STRUCTURED);
        } else {
            writer.writeBinary(event);
        }
        return new HttpMessage(headers, body[0]);
    }

    private static CloudEvent one(Map<String, String> headers, byte[] body) throws IOException {
        String mediaType = mediaType(headers);
        if (mediaType.equals(STRUCTURED)) {
            return event(JSON.readTree(body));
        }
        if (mediaType.startsWith("application/cloudevents")) {
            throw Problem.unsupportedType(mediaType);
        }
        return binary(headers, body);
    }

    private static CloudEvent binary(Map<String, String> headers, byte[] body) {
        if (!headers.containsKey(SPEC_VERSION)) {
            throw Problem.malformed("a request in binary mode needs the header ce-specversion");
        }
        return checked(HttpMessageFactory.createReader(
                        all -> headers.forEach((name, value) ->
                                all.accept(name, name.startsWith(PREFIX) ? HeaderValue.decode(value) : value)),
                        body)
                .toEvent());
    }

    private static List<CloudEvent> batch(byte[] body, int most) throws IOException {
        JsonNode array = JSON.readTree(body);
        if (!array.isArray() || array.isEmpty()) {
            throw Problem.malformed("a batch must be a JSON array of at least one CloudEvent");
        }
        if (array.size() > most) {
            throw Problem.tooLarge("a batch may hold %d events, but had %d".formatted(most, array.size()));
        }
        List<CloudEvent> events = new ArrayList<>(array.size());
        for (JsonNode event : array) {
            events.add(event(event));
        }
        return events;
    }

    private static CloudEvent event(JsonNode event) throws IOException {
        if (!event.isObject()) {
            throw Problem.malformed("a CloudEvent must be a JSON object");
        }
        event.properties().forEach(field -> {
            if (field.getValue().isContainerNode() && !field.getKey().equals("data")) {
                throw Problem.malformed(
                        "the attribute " + field.getKey() + " must be a JSON string, number or boolean");
            }
        });
        return checked(JSON.treeToValue(event, CloudEvent.class));
    }

    /** The SDK takes empty values for what the specification wants to be a non-empty string. */
    private static CloudEvent checked(CloudEvent event) {
        for (String name : NOT_EMPTY) {
            Object value = event.getAttribute(name);
            if (value == null || value.toString().isEmpty()) {
                throw Problem.malformed("the attribute " + name + " must not be empty");
            }
        }
        return event;
    }

    private static String mediaType(Map<String, String> headers) {
        return headers.getOrDefault("content-type", "").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String reason(Exception e) {
        return e instanceof JsonProcessingException parsing ? parsing.getOriginalMessage() : e.getMessage();
    }
}
