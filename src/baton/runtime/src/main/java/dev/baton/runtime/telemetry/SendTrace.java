package dev.baton.runtime.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The span of one event that the relay sends. */
public final class SendTrace {

    /** Used without a telemetry SDK. */
    static final SendTrace OFF = new SendTrace(Span.getInvalid(), null, null);

    private final Span span;
    private final @Nullable Context trace;
    private final @Nullable TraceContexts contexts;

    /** @param trace the trace with the span; null if the event has none */
    SendTrace(Span span, @Nullable Context trace, @Nullable TraceContexts contexts) {
        this.span = span;
        this.trace = trace;
        this.contexts = contexts;
    }

    /** Does something as part of this trace, for example a request, which then carries it. */
    public <T> T during(Supplier<T> work) {
        if (contexts == null) {
            return work.get();
        }
        return trace == null ? contexts.duringNone(work) : contexts.during(trace, work);
    }

    /** Ends the span of an event that a broker stored; -1 stands for a partition or offset that is not known. */
    public void sent(int partition, long offset) {
        if (partition >= 0 && span.isRecording()) {
            span.setAttribute(SpanAttributes.PARTITION, Integer.toString(partition));
        }
        if (offset >= 0) {
            span.setAttribute(SpanAttributes.OFFSET, offset);
        }
        sent();
    }

    /** Ends the span of an event that its destination accepted. */
    public void sent() {
        span.end();
    }

    /** Ends the span of an event that was not sent. It stays in the outbox. */
    public void failed(Throwable failure) {
        failed(failure.getClass().getName(), String.valueOf(failure.getMessage()));
    }

    /** Ends the span of an event that was not sent, with the type of the error, and its description. */
    public void failed(String errorType, String why) {
        span.setAttribute(SpanAttributes.ERROR_TYPE, errorType).setStatus(StatusCode.ERROR, why);
        span.end();
    }
}
