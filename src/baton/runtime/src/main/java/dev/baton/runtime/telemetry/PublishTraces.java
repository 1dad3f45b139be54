package dev.baton.runtime.telemetry;

import dev.baton.cloudevents.Extensions;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.Map;

/** The spans of kind PRODUCER: where an event begins a trace, and where the relay sends an event. */
@Singleton
public class PublishTraces {

    private final Tracing tracing;
    private final TraceContexts contexts;

    PublishTraces(Tracing tracing, TraceContexts contexts) {
        this.tracing = tracing;
        this.contexts = contexts;
    }

    /** Adds the current trace to the attributes of a new event. If there is none, the event begins a trace. */
    public void create(String destination, Map<String, String> attributes) {
        Tracing.inject(attributes);
        if (tracing.on() && !attributes.containsKey(Extensions.TRACE_PARENT)) {
            Span span = producer(SpanAttributes.CREATE, destination, attributes)
                    .setNoParent()
                    .startSpan();
            Tracing.inject(Context.root().with(span), attributes);
            span.end();
        }
    }

    /** Begins to send an event to a topic. An event that is not part of a recorded trace has no span. */
    public SendTrace toKafka(String topic, Map<String, String> attributes) {
        return send(SpanAttributes.KAFKA, topic, attributes);
    }

    /** Begins to send an event to an address. An event that is not part of a recorded trace has no span. */
    public SendTrace toSink(String address, Map<String, String> attributes) {
        return send(SpanAttributes.HTTP, address, attributes);
    }

    private SendTrace send(String system, String destination, Map<String, String> attributes) {
        if (!tracing.on()) {
            return SendTrace.OFF;
        }
        Context parent = Tracing.of(attributes);
        if (!Tracing.span(parent).isSampled()) {
            return new SendTrace(Span.getInvalid(), null, contexts);
        }
        Span span = producer(SpanAttributes.SEND, destination, attributes)
                .setAttribute(SpanAttributes.SYSTEM, system)
                .setParent(parent)
                .startSpan();
        return new SendTrace(span, parent.with(span), contexts);
    }

    private SpanBuilder producer(String operation, String destination, Map<String, String> attributes) {
        SpanBuilder span =
                tracing.tracer().spanBuilder(operation + " " + destination).setSpanKind(SpanKind.PRODUCER);
        SpanAttributes.operation(span, operation, SpanAttributes.OUTBOX, destination);
        return SpanAttributes.event(span, attributes);
    }
}
