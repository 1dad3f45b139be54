package dev.baton;

/**
 * An event that is refused for what it is: it never reaches a function, or, where it is larger than
 * {@code baton.delivery.max-event-size}, the outbox. Trying it again is of no use.
 */
public class EventRejectedException extends PermanentFailureException {

    /** Why an event is refused. */
    public enum Reason {
        /** No record of the application has this type. */
        UNKNOWN_TYPE,
        /** It is no CloudEvent that can be kept, or the data can't be read as the record of the type. */
        UNREADABLE,
        /** The data is of a content type that the record does not take. */
        CONTENT_TYPE,
        /**
         * The data breaks a constraint of the record (Bean Validation) or can't be upcast to its newest version, or the event has more bytes
         * than {@code baton.delivery.max-event-size}.
         */
        INVALID
    }

    private final Reason reason;

    public EventRejectedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public EventRejectedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why it is refused. */
    public Reason reason() {
        return reason;
    }
}
