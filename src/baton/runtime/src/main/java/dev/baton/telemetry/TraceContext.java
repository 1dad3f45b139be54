package dev.baton.telemetry;

import io.cloudevents.CloudEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Map;

/**
 * Hands the W3C trace context of an event on to what follows it (CloudEvents extension "Distributed Tracing"). It lives in the
 * Vert.x context of the delivery.
 */
public final class TraceContext {

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final String KEY = TraceContext.class.getName();

    private record W3c(String parent, String state) {}

    private TraceContext() {}

    /** Continues the trace of the event in the current Vert.x context. */
    public static void enter(CloudEvent event) {
        Object parent = event.getExtension(PARENT);
        Object state = event.getExtension(STATE);
        W3c trace = parent == null ? null : new W3c(parent.toString(), state == null ? null : state.toString());
        Context context = Vertx.currentContext();
        if (context != null && trace != null) {
            context.putLocal(KEY, trace);
        } else if (context != null) {
            context.removeLocal(KEY);
        }
    }

    /** Gives an event the current trace, if there is one. */
    public static void inject(Map<String, String> attributes) {
        Context context = Vertx.currentContext();
        W3c trace = context == null ? null : context.getLocal(KEY);
        if (trace != null) {
            attributes.put(PARENT, trace.parent());
            if (trace.state() != null) {
                attributes.put(STATE, trace.state());
            }
        }
    }
}
