package dev.baton.runtime.telemetry;

import dev.baton.cloudevents.Extensions;
import io.cloudevents.CloudEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.inject.Instance;
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
        void end(Throwable failure);
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

    private static final CallTrace NONE = failure -> {};

    private final Tracer tracer;
    private final boolean disabled;

    /**
     * Quarkus' disabled SDK still creates spans, which nobody ever sees. A trace that is passed on must not name those
     * spans.
     */
    Tracing(
            Instance<OpenTelemetry> telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean disabled) {
        this.disabled = disabled;
        TracerProvider provider =
                disabled ? TracerProvider.noop() : telemetry.get().getTracerProvider();
        this.tracer = provider.get("dev.baton");
    }

    /** Makes the trace of the event the current one until it ends. */
    public CallTrace begin(String function, CloudEvent event) {
        if (disabled && event.getExtension(Extensions.TRACE_PARENT) == null) {
            return NONE;
        }
        Context parent = W3C.extract(Context.root(), event, EXTENSIONS);
        Span span = tracer.spanBuilder(function + " process")
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("cloudevents.event_id", event.getId())
                .setAttribute("cloudevents.event_source", event.getSource().toString())
                .setAttribute("cloudevents.event_type", event.getType())
                .startSpan();
        Scope scope = parent.with(span).makeCurrent();
        return failure -> {
            scope.close();
            if (failure != null) {
                span.setStatus(StatusCode.ERROR).recordException(failure);
            }
            span.end();
        };
    }

    /** Adds the current trace, if there is one, to the attributes of an event. */
    public static void inject(Map<String, String> attributes) {
        W3C.inject(Context.current(), attributes, Map::put);
    }
}
