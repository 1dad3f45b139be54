package dev.baton.runtime.telemetry;

import dev.baton.EventTraces;
import io.cloudevents.CloudEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The traces of work that the application does itself. */
@Singleton
class ApplicationTraces implements EventTraces {

    private final Tracing tracing;
    private final TraceContexts contexts;

    ApplicationTraces(Tracing tracing, TraceContexts contexts) {
        this.tracing = tracing;
        this.contexts = contexts;
    }

    @Override
    public void continued(CloudEvent event, String operation, Runnable work) {
        Context parent = tracing.on() ? Tracing.of(event) : Context.root();
        if (!Tracing.span(parent).isSampled()) {
            work.run();
            return;
        }
        Span span = span(event, operation, parent);
        try (Scope current = parent.with(span).makeCurrent()) {
            work.run();
        } catch (RuntimeException | Error e) {
            SpanAttributes.failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    private Span span(CloudEvent event, String operation, Context parent) {
        SpanBuilder span = tracing.tracer()
                .spanBuilder(operation + " " + event.getType())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent);
        SpanAttributes.operation(span, SpanAttributes.PROCESS, SpanAttributes.KAFKA, null);
        return SpanAttributes.event(span, event).startSpan();
    }

    @Override
    public <T> Uni<T> background(Uni<T> work) {
        return contexts.beginningNoTrace(work);
    }
}
