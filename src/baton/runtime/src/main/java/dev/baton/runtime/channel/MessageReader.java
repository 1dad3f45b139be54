package dev.baton.runtime.channel;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.JsonFormat;
import dev.baton.runtime.catalog.EventAttributes;
import dev.baton.runtime.delivery.IncomingEvent;
import io.smallrye.reactive.messaging.ce.CloudEventMetadata;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads the events in a channel's messages: with attributes that the connector found (binary mode), in the JSON format
 * of CloudEvents (structured mode), or as plain JSON that is mapped by the function's configuration.
 */
final class MessageReader {

    private static final Logger LOG = Logger.getLogger(MessageReader.class);

    private final String channel;
    private final ObjectMapper json;
    private final ObjectReader strict;
    private final Optional<JsonMapping> mapping;
    private final List<ConnectorReader> connectors;

    MessageReader(String channel, ObjectMapper json, Optional<JsonMapping> mapping, List<ConnectorReader> connectors) {
        this.channel = channel;
        this.json = json;
        this.strict = json.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
        this.mapping = mapping;
        this.connectors = connectors;
    }

    /**
     * Returns the event in a message. A message that is not a CloudEvent becomes an event that is marked as unreadable
     * and holds the payload.
     */
    IncomingEvent read(Received received, int attempt) {
        String origin = "channel " + channel;
        Message<?> message = received.message();
        byte[] payload = new byte[0];
        try {
            payload = payload(message);
            Event event = event(message, payload);
            EventAttributes.checkStorable(event.attributes());
            return new IncomingEvent(event, attempt, origin);
        } catch (IOException | RuntimeException e) { // whatever is wrong with the message
            EventRejectedException unreadable = new EventRejectedException(
                    Reason.UNREADABLE, "a message of " + origin + " is not a CloudEvent: " + e.getMessage(), e);
            return new IncomingEvent(madeUp(received, payload), attempt, origin, unreadable);
        }
    }

    private byte[] payload(Message<?> message) {
        for (ConnectorReader connector : connectors) {
            Optional<byte[]> body = connector.body(message);
            if (body.isPresent()) {
                return body.get();
            }
        }
        return Payloads.bytes(message.getPayload(), json);
    }

    private Event event(Message<?> message, byte[] payload) throws IOException {
        Map<String, String> attributes = attributes(message);
        if (attributes.containsKey(AttributeNames.SPEC_VERSION)) {
            return Event.of(attributes, payload);
        }
        JsonNode content = strict.readTree(payload);
        if (content.hasNonNull(AttributeNames.SPEC_VERSION)) {
            return JsonFormat.read(payload, JsonFormat.MEDIA_TYPE);
        }
        JsonMapping mapped = mapping.orElseThrow(() -> new IllegalArgumentException(
                "it has no CloudEvents attributes; for plain JSON, set baton.functions.<name>.event.source and .id"));
        return Event.of(mapped.attributes(content), payload);
    }

    private Map<String, String> attributes(Message<?> message) {
        for (Object metadata : message.getMetadata()) {
            if (metadata instanceof CloudEventMetadata<?> event) {
                return attributes(event);
            }
        }
        for (ConnectorReader connector : connectors) {
            Map<String, String> attributes = connector.attributes(message);
            if (!attributes.isEmpty()) {
                return attributes;
            }
        }
        return Map.of();
    }

    private static Map<String, String> attributes(CloudEventMetadata<?> event) {
        Map<String, String> attributes = new LinkedHashMap<>();
        event.getExtensions().forEach((name, value) -> attributes.put(name, String.valueOf(value)));
        put(attributes, AttributeNames.SPEC_VERSION, event.getSpecVersion());
        put(attributes, AttributeNames.ID, event.getId());
        put(attributes, AttributeNames.TYPE, event.getType());
        put(attributes, AttributeNames.SOURCE, event.getSource());
        event.getSubject().ifPresent(subject -> attributes.put(AttributeNames.SUBJECT, subject));
        event.getDataContentType().ifPresent(type -> attributes.put(AttributeNames.DATA_CONTENT_TYPE, type));
        event.getDataSchema().ifPresent(schema -> attributes.put(AttributeNames.DATA_SCHEMA, schema.toString()));
        event.getTimeStamp()
                .ifPresent(time -> attributes.put(
                        AttributeNames.TIME, time.toOffsetDateTime().toString()));
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, Object value) {
        if (value != null) {
            attributes.put(name, value.toString());
        }
    }

    /** Returns the same event for each redelivery of a message that has an id from its broker. */
    private Event madeUp(Received received, byte[] payload) {
        Map<String, String> properties = new HashMap<>();
        Optional<String> id = Optional.empty();
        try {
            id = connectors.stream()
                    .flatMap(connector -> connector.id(received.message()).stream())
                    .findFirst();
            id.ifPresent(known -> properties.put("messageid", known));
            connectors.forEach(connector -> properties.putAll(connector.properties(received.message())));
            properties.putAll(attributes(received.message()));
        } catch (RuntimeException e) {
            LOG.debugf(e, "Properties of a message can't be read: channel=%s", channel);
        }
        return MadeUpEvent.of(channel, id.orElseGet(received::receipt), properties, payload);
    }
}
