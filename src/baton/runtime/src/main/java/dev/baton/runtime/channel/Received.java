package dev.baton.runtime.channel;

import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** A message of one receipt. A redelivery of the message is another receipt. */
final class Received {

    private final Message<?> message;
    private @Nullable String receipt;

    Received(Message<?> message) {
        this.message = message;
    }

    Message<?> message() {
        return message;
    }

    /** Returns an id that distinguishes this receipt from all others and is the same for each attempt. */
    synchronized String receipt() {
        if (receipt == null) {
            receipt = UUID.randomUUID().toString();
        }
        return receipt;
    }
}
