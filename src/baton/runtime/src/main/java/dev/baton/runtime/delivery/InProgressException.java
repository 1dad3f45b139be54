package dev.baton.runtime.delivery;

import dev.baton.BatonException;

/** Ends a transaction that met an event which another delivery is handling now. */
final class InProgressException extends BatonException {

    InProgressException(Throwable cause) {
        super("another delivery is handling the event, or one of the batch, right now", cause);
    }
}
