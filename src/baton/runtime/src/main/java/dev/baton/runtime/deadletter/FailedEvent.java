package dev.baton.runtime.deadletter;

import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that a function could not handle, or has not handled yet.
 *
 * @param function the function's name
 * @param event the event
 * @param key the key of the event; null if it has none, so that nothing waits behind it
 * @param origin where the event came from
 * @param attempts how often the event was tried
 * @param tooNew whether the event is of a newer version than this process knows, so that only a process that knows the
 *     version may take it
 */
public record FailedEvent(
        String function, CloudEvent event, @Nullable String key, String origin, int attempts, boolean tooNew) {

    /** Creates an event of a version that this process knows. */
    public FailedEvent(String function, CloudEvent event, @Nullable String key, String origin, int attempts) {
        this(function, event, key, origin, attempts, false);
    }

    /** Returns the same event after one more attempt. */
    public FailedEvent triedAgain() {
        return new FailedEvent(function, event, key, origin, attempts + 1);
    }

    /** Returns the same event, to be taken by a process that knows its version. */
    public FailedEvent butTooNew() {
        return new FailedEvent(function, event, key, origin, attempts, true);
    }
}
