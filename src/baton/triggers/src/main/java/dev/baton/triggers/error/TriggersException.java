package dev.baton.triggers.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the local triggers can't run with their configuration. The message names the place, the problem, the
 * value and the remedy.
 */
public final class TriggersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TriggersException(String message) {
        super(message);
    }

    public TriggersException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
