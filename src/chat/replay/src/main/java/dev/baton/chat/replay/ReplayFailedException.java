package dev.baton.chat.replay;

import org.jspecify.annotations.Nullable;

/** Thrown when a replay fails. The message names the place, the problem and the remedy; the user sees only this. */
final class ReplayFailedException extends RuntimeException {

    ReplayFailedException(String message) {
        super(message);
    }

    ReplayFailedException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
