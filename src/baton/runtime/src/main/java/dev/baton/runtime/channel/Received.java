package dev.baton.runtime.channel;

import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A message as it was received once. */
final class Received {

    private final Message<?> message;
    private String receipt;

    Received(Message<?> message) {
        this.message = message;
    }

    Message<?> message() {
        return message;
    }

    /** Returns what tells it from all other messages that were received, and is the same for each of its attempts. */
    synchronized String receipt() {
        if (receipt == null) {
            receipt = UUID.randomUUID().toString();
        }
        return receipt;
    }
}
