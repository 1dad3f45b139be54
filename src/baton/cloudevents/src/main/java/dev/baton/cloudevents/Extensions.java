package dev.baton.cloudevents;

import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;

/** The documented extensions of CloudEvents by which events are ordered, correlated and traced. */
public final class Extensions {

    /** The extension "Partitioning": the key of an event. */
    public static final String PARTITION_KEY = "partitionkey";

    /** The extension "Correlation": the id that is shared by all events that follow from the same first event. */
    public static final String CORRELATION_ID = "correlationid";

    /** The extension "Correlation": the id of the event that this event follows from. */
    public static final String CAUSATION_ID = "causationid";

    /** The extension "Distributed Tracing", and the header of a request: the trace (W3C Trace Context). */
    public static final String TRACE_PARENT = "traceparent";

    /** The extension and header with data that tracing systems add to {@link #TRACE_PARENT}. */
    public static final String TRACE_STATE = "tracestate";

    private Extensions() {}

    /** Returns the value of an extension in its string form, or null if the event does not have it. */
    public static @Nullable String text(CloudEvent event, String name) {
        Object value = event.getExtension(name);
        return value == null ? null : value.toString();
    }

    /** Returns the key that the attributes name: the {@code partitionkey}, else the subject, or null. */
    public static @Nullable String key(CloudEvent event) {
        String key = text(event, PARTITION_KEY);
        return key == null ? event.getSubject() : key;
    }

    /** Returns the {@code correlationid}. An event without one begins a chain of its own: its id counts. */
    public static String correlationId(CloudEvent event) {
        String correlationId = text(event, CORRELATION_ID);
        return correlationId == null ? event.getId() : correlationId;
    }

    /** Returns the event with the trace of the other event, as far as that has one. */
    public static Event withTraceOf(CloudEvent other, Event event) {
        return with(TRACE_STATE, other, with(TRACE_PARENT, other, event));
    }

    private static Event with(String name, CloudEvent other, Event event) {
        String value = text(other, name);
        return value == null ? event : event.withExtension(name, value);
    }
}
