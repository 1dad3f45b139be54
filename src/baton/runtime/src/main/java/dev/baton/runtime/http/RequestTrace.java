package dev.baton.runtime.http;

import static dev.baton.cloudevents.Extensions.TRACE_PARENT;
import static dev.baton.cloudevents.Extensions.TRACE_STATE;

import dev.baton.cloudevents.Event;
import dev.baton.runtime.telemetry.DeliveryTraces;
import dev.baton.runtime.telemetry.Tracing;
import io.cloudevents.CloudEvent;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of a request, which its events continue. */
@Singleton
class RequestTrace {

    private static final Pattern VERSION_00 = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;
    private final DeliveryTraces deliveries;

    RequestTrace(Tracing tracing, DeliveryTraces deliveries) {
        this.tracing = tracing;
        this.deliveries = deliveries;
    }

    /**
     * Returns the event with the request's trace as its Distributed Tracing extension. Returns the event unchanged when
     * it already has a trace, or the request's trace is missing or can't be read. If spans are recorded, the span of
     * the request takes the place of both, unless only the event has a trace. Call this method on the request's context.
     */
    Event continued(Event event, MultiMap headers) {
        String parent = headers.get(TRACE_PARENT);
        boolean sent = parent != null && VERSION_00.matcher(parent).matches();
        boolean own = event.getExtension(TRACE_PARENT) != null;
        Map<String, String> span = tracing.on() && (sent || !own) ? current() : Map.of();
        if (!span.isEmpty()) {
            return traced(event, span.getOrDefault(TRACE_PARENT, ""), span.get(TRACE_STATE));
        }
        return own || !sent ? event : traced(event, parent, headers.get(TRACE_STATE));
    }

    private static Map<String, String> current() {
        Map<String, String> span = new HashMap<>();
        Tracing.inject(span);
        return span;
    }

    private static Event traced(Event event, String parent, @Nullable String state) {
        Event traced = event.withExtension(TRACE_PARENT, parent);
        return state != null && STATE.matcher(state).matches() ? traced.withExtension(TRACE_STATE, state) : traced;
    }

    /** Records a request that is refused with a status 4xx, or one of its events. */
    void refused(Problem problem, @Nullable CloudEvent event) {
        if (problem.status() >= CLIENT_ERROR && problem.status() < SERVER_ERROR) {
            deliveries.refused(problem.status(), event);
        }
    }
}
