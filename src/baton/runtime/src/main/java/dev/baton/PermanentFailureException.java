package dev.baton;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a function that will never be able to handle this event, so that there is no point in retrying. The whole
 * delivery is rolled back. Any other exception counts as transient, and the event is delivered again. Text that
 * PostgreSQL can't store, such as a NUL character, also fails permanently.
 */
public class PermanentFailureException extends BatonException {

    public PermanentFailureException(String message) {
        super(message);
    }

    public PermanentFailureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
