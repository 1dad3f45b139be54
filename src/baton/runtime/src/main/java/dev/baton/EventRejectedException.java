package dev.baton;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an event is refused because of its type, its content, or its size. The event never reaches a function;
 * when it is published and larger than {@code baton.delivery.max-event-size}, it never reaches the outbox. Retrying it
 * is of no use.
 */
public class EventRejectedException extends PermanentFailureException {

    /** The reason why an event is refused. */
    public enum Reason {
        /** This application has no record for the event's type. */
        UNKNOWN_TYPE,
        /** The event is not a CloudEvent that can be stored, or its data can't be read as the record of its type. */
        UNREADABLE,
        /** The record does not accept data of this content type. */
        CONTENT_TYPE,
        /**
         * The data violates a constraint of the record (Bean Validation) or can't be upcast to the newest version of
         * its type, the key or an attribute is not allowed, the text can't be encoded in the charset of its content
         * type, or the event has more bytes than {@code baton.delivery.max-event-size}.
         */
        INVALID
    }

    private final Reason reason;

    public EventRejectedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public EventRejectedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns why the event is refused. */
    public Reason reason() {
        return reason;
    }
}
