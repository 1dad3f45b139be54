package dev.baton.manifests;

/** Thrown when manifests can't be generated. The message names the place, the problem and the remedy. */
public final class ManifestsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ManifestsException(String message) {
        super(message);
    }

    public ManifestsException(String message, Throwable cause) {
        super(message, cause);
    }
}
