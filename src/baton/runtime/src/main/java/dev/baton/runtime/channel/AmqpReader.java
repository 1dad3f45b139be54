package dev.baton.runtime.channel;

import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.MediaType;
import io.smallrye.reactive.messaging.amqp.AmqpMessage;
import io.smallrye.reactive.messaging.amqp.IncomingAmqpMetadata;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * The AMQP protocol binding of CloudEvents 1.0.2 in binary mode: attributes are application properties, with either
 * prefix that the specification allows. The build leaves the bean out where the application does not have the
 * connector.
 */
@Singleton
class AmqpReader implements ConnectorReader {

    private static final List<String> PREFIXES = List.of("cloudEvents:", "cloudEvents_");
    private static final String PARSED_BY_THE_CONNECTOR = MediaType.JSON;

    @Override
    public Map<String, String> attributes(Message<?> message) {
        Map<String, String> attributes = new HashMap<>();
        all(message).forEach((property, value) -> PREFIXES.stream()
                .filter(property::startsWith)
                .forEach(prefix -> attributes.put(property.substring(prefix.length()), value)));
        if (!attributes.isEmpty()) {
            message.getMetadata(IncomingAmqpMetadata.class)
                    .map(IncomingAmqpMetadata::getContentType)
                    .ifPresent(type -> attributes.put(AttributeNames.DATA_CONTENT_TYPE, type));
        }
        return attributes;
    }

    /**
     * The connector parses JSON, which rounds numbers, so this method returns the bytes as they were sent. It leaves a
     * payload that the application replaced alone.
     */
    @Override
    public Optional<byte[]> body(Message<?> message) {
        return message instanceof AmqpMessage<?> amqp
                        && PARSED_BY_THE_CONNECTOR.equalsIgnoreCase(amqp.getContentType())
                        && amqp.getBody() instanceof Data data
                ? Optional.of(bytes(data.getValue()))
                : Optional.empty();
    }

    @Override
    public Optional<String> id(Message<?> message) {
        return message.getMetadata(IncomingAmqpMetadata.class).map(IncomingAmqpMetadata::getId);
    }

    @Override
    public Map<String, String> properties(Message<?> message) {
        Map<String, String> others = all(message);
        others.keySet().removeIf(property -> PREFIXES.stream().anyMatch(property::startsWith));
        return others;
    }

    private static Map<String, String> all(Message<?> message) {
        Map<String, String> texts = new HashMap<>();
        JsonObject properties = message.getMetadata(IncomingAmqpMetadata.class)
                .map(IncomingAmqpMetadata::getProperties)
                .orElseGet(JsonObject::new);
        properties.stream()
                .filter(property -> property.getValue() != null)
                .forEach(property -> texts.put(property.getKey(), text(property.getValue())));
        return texts;
    }

    private static byte[] bytes(Binary binary) {
        byte[] bytes = new byte[binary.getLength()];
        System.arraycopy(binary.getArray(), binary.getArrayOffset(), bytes, 0, bytes.length);
        return bytes;
    }

    /** Returns the value as text. A time may be an AMQP timestamp. */
    private static String text(Object value) {
        return value instanceof Date date ? date.toInstant().toString() : value.toString();
    }
}
