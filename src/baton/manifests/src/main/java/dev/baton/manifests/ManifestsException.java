package dev.baton.manifests;

/** Manifests can't be made. The message says where, what and what to do. */
public final class ManifestsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ManifestsException(String message) {
        super(message);
    }

    public ManifestsException(String message, Throwable cause) {
        super(message, cause);
    }
}
