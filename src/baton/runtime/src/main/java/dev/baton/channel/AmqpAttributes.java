package dev.baton.channel;

import io.smallrye.reactive.messaging.amqp.IncomingAmqpMetadata;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * The AMQP protocol binding of CloudEvents 1.0.2 in binary mode: attributes are application properties, with either
 * prefix that the specification allows. The bean is left out where the application does not have the connector.
 */
@Singleton
class AmqpAttributes implements MessageAttributes {

    private static final List<String> PREFIXES = List.of("cloudEvents:", "cloudEvents_");

    @Override
    public Map<String, String> of(Message<?> message) {
        Map<String, String> attributes = new HashMap<>();
        message.getMetadata(IncomingAmqpMetadata.class).ifPresent(amqp -> {
            JsonObject properties = amqp.getProperties();
            if (properties != null) {
                properties.forEach(property -> put(attributes, property.getKey(), property.getValue()));
            }
            if (!attributes.isEmpty() && amqp.getContentType() != null) {
                attributes.put("datacontenttype", amqp.getContentType());
            }
        });
        return attributes;
    }

    private static void put(Map<String, String> attributes, String property, Object value) {
        for (String prefix : PREFIXES) {
            if (property.startsWith(prefix) && value != null) {
                attributes.put(property.substring(prefix.length()), text(value));
            }
        }
    }

    /** A time may be an AMQP timestamp. */
    private static String text(Object value) {
        return value instanceof Date date ? date.toInstant().toString() : value.toString();
    }
}
