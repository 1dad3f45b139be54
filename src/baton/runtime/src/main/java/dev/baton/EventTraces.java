package dev.baton;

import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;

/**
 * The traces of work with events that Baton does not do itself. Without a telemetry SDK, all work is done as it is,
 * without a span.
 */
public interface EventTraces {

    /**
     * Does work with an event that the application itself read from a broker, as part of the event's trace. The work
     * has a span of kind CONSUMER with the attributes of the event, unless the event has no trace, or its trace is not
     * recorded.
     *
     * @param operation what is done with the event, for example {@code push}; the name of the span begins with it
     */
    void continued(CloudEvent event, String operation, Runnable work);

    /**
     * Returns the same work, which begins no trace: its statements and requests have spans only as part of a trace that
     * is being recorded. For work that a timer repeats.
     */
    <T> Uni<T> background(Uni<T> work);
}
