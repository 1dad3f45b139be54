package dev.baton.runtime.http;

import static dev.baton.cloudevents.Extensions.TRACE_PARENT;
import static dev.baton.cloudevents.Extensions.TRACE_STATE;

import dev.baton.cloudevents.Event;
import io.vertx.core.MultiMap;
import java.util.regex.Pattern;

/** The W3C trace context of a request, for events that do not have their own. */
final class RequestTrace {

    private static final Pattern VERSION_00 = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");

    private RequestTrace() {}

    /**
     * Returns the event with the request's trace as its Distributed Tracing extension. Returns the event unchanged when
     * it already has a trace, or the request's trace is missing or can't be read.
     */
    static Event continued(Event event, MultiMap headers) {
        String parent = headers.get(TRACE_PARENT);
        if (event.getExtension(TRACE_PARENT) != null
                || parent == null
                || !VERSION_00.matcher(parent).matches()) {
            return event;
        }
        Event traced = event.withExtension(TRACE_PARENT, parent);
        String state = headers.get(TRACE_STATE);
        return state != null && STATE.matcher(state).matches() ? traced.withExtension(TRACE_STATE, state) : traced;
    }
}
