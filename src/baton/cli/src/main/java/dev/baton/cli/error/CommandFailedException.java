package dev.baton.cli.error;

/**
 * Thrown when a command fails. The message names the place, the problem and the remedy, and is all that the user sees.
 */
public final class CommandFailedException extends RuntimeException {

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
