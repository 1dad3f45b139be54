package dev.baton.chat.replay;

/** Thrown when a replay fails. The message names the place, the problem and the remedy; the user sees only this. */
final class ReplayFailedException extends RuntimeException {

    ReplayFailedException(String message) {
        super(message);
    }

    ReplayFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
