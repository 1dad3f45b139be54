package dev.baton.channel;

import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Finds the attributes of a CloudEvent where a connector leaves them without reading them. */
interface MessageAttributes {

    /**
     * The attributes of the event in the message, {@code specversion} among them; empty when it has none of this
     * connector.
     */
    Map<String, String> of(Message<?> message);
}
