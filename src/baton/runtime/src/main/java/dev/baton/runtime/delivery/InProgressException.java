package dev.baton.runtime.delivery;

import dev.baton.BatonException;

/** Thrown to end a transaction because another delivery is handling one of its events. */
final class InProgressException extends BatonException {

    InProgressException(Throwable cause) {
        super("another delivery is handling the event, or one of the batch, right now", cause);
    }
}
