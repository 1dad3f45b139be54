package dev.baton.triggers.error;

/** The local triggers can't run as they are set up. The message says where, what, which value, and what to do. */
public final class TriggersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TriggersException(String message) {
        super(message);
    }

    public TriggersException(String message, Throwable cause) {
        super(message, cause);
    }
}
