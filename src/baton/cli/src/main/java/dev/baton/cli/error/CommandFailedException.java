package dev.baton.cli.error;

/** A command can't do what it was asked to. The message says where, what and what to do, and is all that the user sees. */
public final class CommandFailedException extends RuntimeException {

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
