package dev.baton.runtime.request;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The Vert.x context of who asks, with the trace and the request that are current there; null: none. */
record CallersContext(Context context) {

    static CallersContext current() {
        return new CallersContext(Vertx.currentContext());
    }

    /** Goes on there. */
    <T> Uni<T> resume(Uni<T> uni) {
        return context == null ? uni : uni.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
