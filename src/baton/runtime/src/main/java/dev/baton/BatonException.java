package dev.baton;

/** The root of what Baton throws. Its message says where, what, which value, and what to do. */
public class BatonException extends RuntimeException {

    public BatonException(String message) {
        super(message);
    }

    public BatonException(String message, Throwable cause) {
        super(message, cause);
    }
}
