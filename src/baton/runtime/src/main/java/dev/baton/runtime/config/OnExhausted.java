package dev.baton.runtime.config;

/**
 * What happens to the later events of a key after one of its events failed permanently, that is, after all its
 * attempts.
 */
public enum OnExhausted {
    /** They wait until a person replays or discards the dead letter, so the key stays in order. */
    HOLD,
    /** They are handled without the failed event. */
    CONTINUE
}
