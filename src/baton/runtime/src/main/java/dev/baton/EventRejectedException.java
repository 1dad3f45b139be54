package dev.baton;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an event is rejected because of its type, its content, or its size. The event never reaches a function.
 * An event that is larger than {@code baton.delivery.max-event-size} when it is published never reaches the outbox.
 * There is no point in retrying.
 */
public class EventRejectedException extends PermanentFailureException {

    /** The reasons for which an event is rejected. */
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

    /** Returns the reason for which the event is rejected. */
    public Reason reason() {
        return reason;
    }
}
