package dev.baton.runtime.telemetry;

import io.cloudevents.CloudEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Begins the spans of deliveries: one of kind CONSUMER for each event, as part of the event's own trace, and one more
 * where several events share a transaction, which is linked to them.
 */
@Singleton
public class DeliveryTraces {

    private final Tracing tracing;
    private final Config config;
    private final Map<String, Optional<String>> groups = new ConcurrentHashMap<>();

    DeliveryTraces(Tracing tracing, Config config) {
        this.tracing = tracing;
        this.config = config;
    }

    /** Returns whether spans are recorded. Without them, no trace needs to begin. */
    public boolean on() {
        return tracing.on();
    }

    /** Begins the delivery of one event, and makes its trace the current one. */
    public DeliveryTrace begin(String function, TracedEvent event) {
        Context parent = Tracing.of(event.event());
        Context trace = parent.with(span(function, event, parent).startSpan());
        DeliveryTrace delivery = new DeliveryTrace(trace, null);
        delivery.add(event.event(), trace);
        return delivery.begin();
    }

    /** Begins the delivery of several events in one transaction, and makes the trace of the batch the current one. */
    public DeliveryTrace begin(String function, List<? extends TracedEvent> events) {
        List<Context> parents =
                events.stream().map(event -> Tracing.of(event.event())).toList();
        Span batch = batch(function, events, parents);
        DeliveryTrace delivery = new DeliveryTrace(Context.root().with(batch), batch);
        for (int i = 0; i < events.size(); i++) {
            Context parent = parents.get(i);
            Span span = span(function, events.get(i), parent)
                    .addLink(batch.getSpanContext())
                    .startSpan();
            delivery.add(events.get(i).event(), parent.with(span));
        }
        return delivery.begin();
    }

    /** Records an event that the sender of a request was told is refused, before any function saw it. */
    public void refused(int status, @Nullable CloudEvent event) {
        if (on()) {
            Context current = Context.current();
            Context parent = event == null || Span.fromContextOrNull(current) != null ? current : Tracing.of(event);
            SpanBuilder span = SpanAttributes.operation(
                    tracing.tracer().spanBuilder("refuse event"), SpanAttributes.RECEIVE, SpanAttributes.HTTP, null);
            (event == null ? span : SpanAttributes.event(span, event))
                    .setParent(parent)
                    .setSpanKind(SpanKind.CONSUMER)
                    .setAttribute(SpanAttributes.OUTCOME, "refused")
                    .setAttribute(SpanAttributes.ERROR_TYPE, Integer.toString(status))
                    .setAttribute(SpanAttributes.HTTP_STATUS, status)
                    .startSpan()
                    .setStatus(StatusCode.ERROR)
                    .end();
        }
    }

    /** A batch is a trace of its own, but is not recorded if none of its events is. */
    private Span batch(String function, List<? extends TracedEvent> events, List<Context> parents) {
        Origin origin = Origin.of(events.get(0).origin());
        boolean recorded = parents.stream().map(Tracing::span).anyMatch(DeliveryTraces::mayBeRecorded);
        SpanBuilder span = operation("batch " + function, function, origin)
                .setParent(recorded ? Context.root() : parents.get(0))
                .setAttribute(SpanAttributes.BATCH_SIZE, events.size());
        parents.stream().map(Tracing::span).filter(SpanContext::isValid).forEach(span::addLink);
        return span.startSpan();
    }

    private static boolean mayBeRecorded(SpanContext event) {
        return event.isSampled() || !event.isValid();
    }

    private SpanBuilder span(String function, TracedEvent event, Context parent) {
        Origin origin = Origin.of(event.origin());
        SpanBuilder span = operation("process " + function, function, origin)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .setAttribute(SpanAttributes.ATTEMPT, event.attempt())
                .setAttribute(SpanAttributes.EVENT_KEY, event.key())
                .setAttribute(SpanAttributes.PARTITION, origin.partition())
                .setAttribute(SpanAttributes.OFFSET, origin.offset());
        return SpanAttributes.event(span, event.event());
    }

    private SpanBuilder operation(String name, String function, Origin origin) {
        SpanBuilder span = tracing.tracer().spanBuilder(name).setAttribute(SpanAttributes.FUNCTION, function);
        if (origin.kafka()) {
            group(function).ifPresent(group -> span.setAttribute(SpanAttributes.CONSUMER_GROUP, group));
        }
        return SpanAttributes.operation(span, SpanAttributes.PROCESS, origin.system(), origin.destination());
    }

    /** Returns the consumer group of a function, which the configuration of its channel names. */
    private Optional<String> group(String function) {
        return groups.computeIfAbsent(
                function, name -> config.getOptionalValue("mp.messaging.incoming." + name + ".group.id", String.class));
    }
}
