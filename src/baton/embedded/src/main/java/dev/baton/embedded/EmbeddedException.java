package dev.baton.embedded;

/** An embedded service could not start or stop. The message says which, where, with which value, and what to do. */
public class EmbeddedException extends RuntimeException {

    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
