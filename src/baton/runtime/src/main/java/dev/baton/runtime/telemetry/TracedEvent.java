package dev.baton.runtime.telemetry;

import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;

/** An event on its way to a function, as far as its span describes it. */
public interface TracedEvent {

    CloudEvent event();

    /** Returns where the event came from: {@code topic-partition@offset}, an HTTP source, or a channel. */
    String origin();

    /** Returns the number of this delivery of the event to the function, from 1. */
    int attempt();

    /** Returns the key of the event, or null if it has none. */
    @Nullable
    String key();
}
