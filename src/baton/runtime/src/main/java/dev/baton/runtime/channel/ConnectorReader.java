package dev.baton.runtime.channel;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Reads the parts of a connector's messages that the connector does not offer in a form shared by all connectors. */
interface ConnectorReader {

    /**
     * Returns the attributes of the event in the message, including {@code specversion}; empty when the message has
     * none or comes from another connector.
     */
    Map<String, String> attributes(Message<?> message);

    /** Returns the body as it was sent; empty when the payload is already the body. */
    Optional<byte[]> body(Message<?> message);

    /** Returns the id of the message, which its redeliveries share; empty when it has none. */
    Optional<String> id(Message<?> message);

    /** Returns the properties that the sender gave the message. */
    Map<String, String> properties(Message<?> message);
}
