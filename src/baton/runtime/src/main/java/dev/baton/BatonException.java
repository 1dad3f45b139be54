package dev.baton;

import org.jspecify.annotations.Nullable;

/**
 * The base class of Baton's exceptions. Each message names the place, the problem, the offending value, and the remedy.
 */
public class BatonException extends RuntimeException {

    public BatonException(String message) {
        super(message);
    }

    public BatonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
