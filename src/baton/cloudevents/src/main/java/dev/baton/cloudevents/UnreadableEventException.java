package dev.baton.cloudevents;

import java.util.Objects;

/**
 * The message or record does not hold events that can be read. The only exception that this package throws for what
 * came from outside.
 */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** It is not a CloudEvent. */
        MALFORMED,
        /** It is in a format or of a content type that this codec does not know. */
        UNSUPPORTED,
        /** The batch has more events than allowed. */
        TOO_LARGE
    }

    private final Reason reason;

    UnreadableEventException(Reason reason, String message, Throwable cause) {
        super(message, cause, false, false);
        this.reason = Objects.requireNonNull(reason);
    }

    static UnreadableEventException malformed(String message) {
        return malformed(message, null);
    }

    static UnreadableEventException malformed(String message, Throwable cause) {
        return new UnreadableEventException(Reason.MALFORMED, message, cause);
    }

    static UnreadableEventException unsupported(String message) {
        return new UnreadableEventException(Reason.UNSUPPORTED, message, null);
    }

    public Reason reason() {
        return reason;
    }
}
