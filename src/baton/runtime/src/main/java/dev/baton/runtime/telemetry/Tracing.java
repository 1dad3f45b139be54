package dev.baton.runtime.telemetry;

import dev.baton.cloudevents.Extensions;
import io.cloudevents.CloudEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Continues the W3C trace context of an event and passes it on to its follow-ups (CloudEvents extension "Distributed
 * Tracing"). Without a telemetry SDK, the trace is passed on unchanged.
 */
@Singleton
public class Tracing {

    /** The trace of one call of a function. */
    public interface CallTrace {

        /** Ends the trace. The failure is null when the call succeeded. */
        void end(@Nullable Throwable failure);
    }

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<CloudEvent> EXTENSIONS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(CloudEvent event) {
            return event.getExtensionNames();
        }

        @Override
        public @Nullable String get(@Nullable CloudEvent event, String name) {
            return event == null ? null : Extensions.text(event, name);
        }
    };
    private static final TextMapGetter<Map<String, String>> ATTRIBUTES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> attributes) {
            return attributes.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> attributes, String name) {
            return attributes == null ? null : attributes.get(name);
        }
    };

    private static final CallTrace NONE = failure -> {};

    private final Tracer tracer;
    private final boolean on;

    /**
     * Quarkus' disabled SDK still creates spans, which nobody ever sees. A trace that is passed on must not name those
     * spans.
     */
    @Inject
    Tracing(
            Instance<OpenTelemetry> telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean disabled) {
        this(!disabled && telemetry.isResolvable() ? telemetry.get() : null);
    }

    private Tracing(@Nullable OpenTelemetry telemetry) {
        this.on = telemetry != null;
        this.tracer = (telemetry == null ? TracerProvider.noop() : telemetry.getTracerProvider()).get("dev.baton");
    }

    /** Returns what traces nothing. */
    public static Tracing off() {
        return new Tracing(null);
    }

    /** Returns whether there is a telemetry SDK, and it is not disabled. */
    public boolean on() {
        return on;
    }

    Tracer tracer() {
        return tracer;
    }

    /** Makes the trace of the event the current one until it ends. */
    public CallTrace begin(CloudEvent event) {
        DeliveryTrace delivery = on ? DeliveryTrace.current() : null;
        if (delivery != null) {
            return delivery.begin(event);
        }
        if (event.getExtension(Extensions.TRACE_PARENT) == null) {
            return NONE;
        }
        Scope scope = of(event).makeCurrent();
        return failure -> scope.close();
    }

    /** Returns the trace that the event names, or the root if it names none. */
    static Context of(CloudEvent event) {
        return W3C.extract(Context.root(), event, EXTENSIONS);
    }

    /** Returns the trace that the attributes of an event name, or the root if they name none. */
    static Context of(Map<String, String> attributes) {
        return W3C.extract(Context.root(), attributes, ATTRIBUTES);
    }

    /** Adds the current trace, if there is one, to the attributes of an event. */
    public static void inject(Map<String, String> attributes) {
        inject(Context.current(), attributes);
    }

    static void inject(Context trace, Map<String, String> attributes) {
        W3C.inject(trace, attributes, Map::put);
    }

    static SpanContext span(Context trace) {
        return Span.fromContext(trace).getSpanContext();
    }

    /** Returns whether the current trace is being recorded. */
    static boolean isRecorded() {
        return span(Context.current()).isSampled();
    }
}
