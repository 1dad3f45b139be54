package dev.baton.runtime.telemetry;

import dev.baton.runtime.telemetry.Tracing.CallTrace;
import io.cloudevents.CloudEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of the events that are delivered in one transaction. From {@link #begin()} to {@link #end}, the statements
 * of the transaction belong to the span of the event or, if there are several events, to the span of the batch. Used by
 * one thread at a time, on one duplicated Vert.x context.
 */
public final class DeliveryTrace {

    /** The outcome of an event whose effect was undone because another event of the batch failed. */
    private static final String ROLLED_BACK = "rolled-back";

    private static final ContextKey<DeliveryTrace> KEY = ContextKey.named("baton-delivery");

    private final Context whole;
    private final @Nullable Span batch;
    private final Map<CloudEvent, Context> events = new IdentityHashMap<>();
    private @Nullable Scope scope;

    /**
     * Creates a trace.
     *
     * @param whole the trace of the statements
     * @param batch the span of the batch; null if there is only one event
     */
    DeliveryTrace(Context whole, @Nullable Span batch) {
        this.whole = whole.with(KEY, this);
        this.batch = batch;
    }

    static @Nullable DeliveryTrace current() {
        return Context.current().get(KEY);
    }

    void add(CloudEvent event, Context trace) {
        events.put(event, trace.with(KEY, this));
    }

    /** Makes the trace the current one. */
    @SuppressWarnings("MustBeClosedChecker") // ends with the delivery
    DeliveryTrace begin() {
        scope = whole.makeCurrent();
        return this;
    }

    /** Makes the trace of one of the events the current one until it ends. */
    CallTrace begin(CloudEvent event) {
        Context trace = events.getOrDefault(event, whole);
        Scope call = trace.makeCurrent();
        return failure -> {
            call.close();
            if (failure != null) {
                SpanAttributes.failed(Span.fromContext(trace), failure);
            }
        };
    }

    /** Records how the delivery of an event ended. The failure is null unless the event failed or was rejected. */
    public void ended(CloudEvent event, String outcome, @Nullable Throwable failure) {
        Context trace = events.remove(event);
        if (trace != null) {
            Span span = Span.fromContext(trace).setAttribute(SpanAttributes.OUTCOME, outcome);
            if (failure != null) {
                SpanAttributes.failed(span, failure);
            }
            span.end();
        }
    }

    /** Ends the trace. If the transaction failed, the events that have no outcome were rolled back. */
    public void end(@Nullable Throwable failure) {
        if (scope != null) {
            scope.close();
        }
        events.values().forEach(trace -> Span.fromContext(trace)
                .setAttribute(SpanAttributes.OUTCOME, ROLLED_BACK)
                .end());
        events.clear();
        if (batch != null) {
            if (failure != null) {
                SpanAttributes.failed(batch, failure);
            }
            batch.end();
        }
    }
}
