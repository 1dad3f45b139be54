package dev.baton.migrations;

/** A schema or topic could not be brought up to date. The message says which, where, and what to do. */
public class MigrationException extends RuntimeException {

    public MigrationException(String message) {
        super(message);
    }

    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
