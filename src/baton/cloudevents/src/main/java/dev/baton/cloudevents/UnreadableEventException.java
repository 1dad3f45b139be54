package dev.baton.cloudevents;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a message or record does not hold readable events. This package throws no other exception for input
 * from outside.
 */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kind of fault. */
    public enum Reason {
        /** The input is not a CloudEvent. */
        MALFORMED,
        /** The input has a format, content type, charset or content encoding that this codec does not support. */
        UNSUPPORTED,
        /** The batch has more events than allowed. */
        TOO_LARGE
    }

    private final Reason reason;

    UnreadableEventException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.reason = Objects.requireNonNull(reason);
    }

    static UnreadableEventException malformed(String message) {
        return malformed(message, null);
    }

    static UnreadableEventException malformed(String message, @Nullable Throwable cause) {
        return new UnreadableEventException(Reason.MALFORMED, message, cause);
    }

    static UnreadableEventException unsupported(String message) {
        return new UnreadableEventException(Reason.UNSUPPORTED, message, null);
    }

    public Reason reason() {
        return reason;
    }
}
