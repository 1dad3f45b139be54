package dev.baton;

/**
 * Thrown by a function to say that it will never be able to handle this event: trying again is of no use. The delivery is
 * rolled back whole. Any other exception counts as transient, and the event is delivered again; but text that PostgreSQL can't store,
 * such as a NUL, fails for good as well.
 */
public class PermanentFailureException extends BatonException {

    public PermanentFailureException(String message) {
        super(message);
    }

    public PermanentFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
