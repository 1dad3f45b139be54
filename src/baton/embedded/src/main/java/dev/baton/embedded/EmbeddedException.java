package dev.baton.embedded;

/** Thrown when an embedded service fails. The message names the service, the place, the value and the remedy. */
public class EmbeddedException extends RuntimeException {

    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
