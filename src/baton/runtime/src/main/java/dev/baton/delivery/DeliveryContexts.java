package dev.baton.delivery;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Runs deliveries on event loops, each on a duplicated context of its own: that is where Hibernate Reactive keeps its session. */
@Singleton
public class DeliveryContexts {

    private final VertxInternal vertx;

    DeliveryContexts(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    public void run(Runnable delivery) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.createEventLoopContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> delivery.run());
    }

    public void runLater(Duration pause, Runnable task) {
        vertx.setTimer(Math.max(1, pause.toMillis()), ignored -> task.run());
    }
}
