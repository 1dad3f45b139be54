package dev.baton.runtime.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The Vert.x context of the caller, with the trace and the request that are current there; null when there is none. */
public record CallersContext(Context context) {

    public static CallersContext current() {
        return new CallersContext(Vertx.currentContext());
    }

    /** Continues on the caller's context. */
    public <T> Uni<T> resume(Uni<T> uni) {
        return context == null ? uni : uni.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
