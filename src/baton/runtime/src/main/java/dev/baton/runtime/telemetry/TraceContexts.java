package dev.baton.runtime.telemetry;

import io.opentelemetry.api.internal.InstrumentationUtil;
import io.opentelemetry.context.Context;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does work as part of a trace, or of none. Quarkus keeps the current trace in the duplicated Vert.x context, and the
 * clients of Vert.x look for it there when they send something, which may be later and on another thread. So the work
 * gets a context of its own.
 */
@Singleton
public class TraceContexts {

    /** Used without a telemetry SDK: all work is done as it is. */
    public static final TraceContexts OFF = new TraceContexts(null, false);

    private final @Nullable Vertx vertx;
    private final boolean on;

    /** Instrumented clients and servers begin no span in it. */
    private final Context untraced;

    @Inject
    TraceContexts(Vertx vertx, Tracing tracing) {
        this(vertx, tracing.on());
    }

    private TraceContexts(@Nullable Vertx vertx, boolean on) {
        this.vertx = vertx;
        this.on = on;
        this.untraced = on ? untraced() : Context.root();
    }

    private static Context untraced() {
        Context[] untraced = {Context.root()};
        InstrumentationUtil.suppressInstrumentation(() -> untraced[0] = Context.current());
        return untraced[0];
    }

    /**
     * Returns the same work, which begins no trace: it is either part of a trace that is being recorded, or not
     * recorded at all. Background work is therefore not recorded.
     */
    public <T> Uni<T> beginningNoTrace(Uni<T> work) {
        return on ? Uni.createFrom().deferred(() -> Tracing.isRecorded() ? work : as(untraced, work)) : work;
    }

    /** Returns the current trace; null without a telemetry SDK. */
    public @Nullable Context current() {
        return on ? Context.current() : null;
    }

    /** Returns the same work, with spans only if this trace, the {@link #current} one of another moment, is recorded. */
    public <T> Uni<T> in(@Nullable Context trace, Uni<T> work) {
        return trace == null ? work : as(Tracing.span(trace).isSampled() ? trace : untraced, work);
    }

    /** Returns the same work as part of a trace. */
    <T> Uni<T> as(Context trace, Uni<T> work) {
        return work.runSubscriptionOn(task -> during(trace, () -> {
            task.run();
            return true;
        }));
    }

    /** Begins work as part of no trace, on the calling thread. */
    <T> T duringNone(Supplier<T> work) {
        return during(untraced, work);
    }

    /** Begins work as part of a trace, on the calling thread. */
    @SuppressWarnings("MustBeClosedChecker") // the trace ends with the Vert.x context, which is nobody else's
    <T> T during(Context trace, Supplier<T> work) {
        ContextInternal own = (ContextInternal) VertxContext.createNewDuplicatedContext(
                ((VertxInternal) Objects.requireNonNull(vertx)).getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        ContextInternal before = own.beginDispatch();
        try {
            trace.makeCurrent();
            return work.get();
        } finally {
            own.endDispatch(before);
        }
    }
}
