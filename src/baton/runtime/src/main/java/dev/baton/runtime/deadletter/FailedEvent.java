package dev.baton.runtime.deadletter;

import io.cloudevents.CloudEvent;

/**
 * An event that a function could not handle, or not yet.
 *
 * @param function the function's name
 * @param event the event
 * @param key its key; null: nothing waits behind it
 * @param origin where it came from
 * @param attempts how often it was tried
 * @param tooNew whether it is of a newer version than this process knows: only a process that does is to take it
 */
public record FailedEvent(String function, CloudEvent event, String key, String origin, int attempts, boolean tooNew) {

    /** Of a version that this process knows. */
    public FailedEvent(String function, CloudEvent event, String key, String origin, int attempts) {
        this(function, event, key, origin, attempts, false);
    }

    /** The same event after one more attempt. */
    public FailedEvent triedAgain() {
        return new FailedEvent(function, event, key, origin, attempts + 1);
    }

    /** The same event, for a process that knows its version. */
    public FailedEvent butTooNew() {
        return new FailedEvent(function, event, key, origin, attempts, true);
    }
}
