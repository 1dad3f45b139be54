package dev.baton.runtime.delivery;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Runs deliveries on event loops, each on its own duplicated context, because Hibernate Reactive keeps its session
 * there. The deliveries of all bindings share {@code baton.delivery.concurrency} permits.
 */
@Singleton
public class DeliveryContexts {

    private static final Logger LOG = Logger.getLogger(DeliveryContexts.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final VertxInternal vertx;
    private final Permits permits;
    private final Clock clock;

    DeliveryContexts(Vertx vertx, BatonConfig config, Clock clock) {
        this.vertx = (VertxInternal) vertx;
        this.clock = clock;
        this.permits = new Permits(config.delivery().concurrency());
    }

    /** Shows how many deliveries run, and how many wait for a permit. */
    void show(Meters meters) {
        meters.gauge(Metric.DELIVERIES_RUNNING, permits, Permits::taken);
        meters.gauge(Metric.DELIVERIES_WAITING, permits, Permits::waiting);
    }

    /**
     * Runs the delivery as soon as a permit is free. The delivery must {@link #release} the permit when it has ended.
     */
    public void runPermitted(Runnable delivery) {
        permits.acquire(() -> runSafely(delivery));
    }

    /** Tries again later if the delivery can't be started, because its lane waits for it. */
    private void runSafely(Runnable delivery) {
        try {
            run(delivery);
        } catch (Throwable e) {
            OutOfMemory.check(e);
            LOG.errorf(e, "Delivery not started; it is retried: retryInMs=%d", AGAIN.toMillis());
            runLater(AGAIN, () -> runSafely(delivery));
        }
    }

    /** Returns a permit. */
    public void release() {
        permits.release();
    }

    public void run(Runnable delivery) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.createEventLoopContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> delivery.run());
    }

    /** Returns the time of the clock that all deliveries use. */
    public Instant now() {
        return clock.instant();
    }

    public void runLater(Duration pause, Runnable task) {
        vertx.setTimer(Math.max(1, pause.toMillis()), ignored -> task.run());
    }
}
