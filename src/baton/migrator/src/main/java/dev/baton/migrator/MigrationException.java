package dev.baton.migrator;

/** Thrown when a schema or topic cannot be brought up to date. The message names it, its place and the remedy. */
public class MigrationException extends RuntimeException {

    public MigrationException(String message) {
        super(message);
    }

    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
