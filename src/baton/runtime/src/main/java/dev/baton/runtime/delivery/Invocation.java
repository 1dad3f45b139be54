package dev.baton.runtime.delivery;

import dev.baton.EventContext;
import dev.baton.FollowUp;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.delivery.Routed.Ready;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.outbox.OutboxRows;
import dev.baton.runtime.outbox.PublishWatch;
import dev.baton.runtime.telemetry.LogContext;
import dev.baton.runtime.telemetry.Tracing;
import dev.baton.runtime.telemetry.Tracing.CallTrace;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Calls a function with one event, in its own CDI request context, and converts the follow-ups that it returns to rows.
 */
@Singleton
class Invocation {

    private static final Logger LOG = Logger.getLogger(Invocation.class);

    private final OutboxRows rows;
    private final Tracing tracing;
    private final Duration timeLimit;

    Invocation(OutboxRows rows, Tracing tracing, BatonConfig config) {
        this.rows = rows;
        this.tracing = tracing;
        this.timeLimit = config.delivery().timeLimit();
    }

    /** Calls {@code done} exactly once, on the Vert.x context of the caller. */
    void invoke(BatonFunction function, Ready event, BiConsumer<List<OutboxRow>, Throwable> done) {
        CallTrace trace = tracing.begin(event.incoming().event());
        LogContext.enter(event.context());
        ManagedContext requestContext = Arc.container().requestContext();
        requestContext.activate();
        PublishWatch watch = PublishWatch.begin();
        BiConsumer<List<OutboxRow>, Throwable> leave = (followUps, failure) -> {
            reportUnsubscribed(function, event.context(), watch);
            requestContext.terminate();
            LogContext.leave();
            trace.end(failure);
            done.accept(followUps, failure);
        };
        new Call(event, (result, failure) -> {
                    if (failure == null) {
                        makeRows(function, event.context(), result, leave);
                    } else {
                        leave.accept(null, failure);
                    }
                })
                .start(function, timeLimit);
    }

    private static void reportUnsubscribed(BatonFunction function, EventContext event, PublishWatch watch) {
        if (watch.unsubscribed() > 0) {
            LOG.errorf(
                    "Events are not published, because nothing subscribes to the Uni of EventPublisher.publish;"
                            + " make it part of the Uni that the function returns: function=%s eventId=%s count=%d",
                    function.name(), event.id(), watch.unsubscribed());
        }
    }

    private void makeRows(
            BatonFunction function, EventContext parent, Object result, BiConsumer<List<OutboxRow>, Throwable> leave) {
        List<OutboxRow> followUps;
        try {
            followUps = rows(function, parent, FollowUps.of(function, result));
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            leave.accept(null, e);
            return;
        }
        leave.accept(followUps, null);
    }

    private List<OutboxRow> rows(BatonFunction function, EventContext parent, List<FollowUp<?>> followUps) {
        List<OutboxRow> result = new ArrayList<>(followUps.size());
        for (FollowUp<?> followUp : followUps) {
            OutboxRow row = rows.of(function, parent, result.size(), followUp);
            rows.check(row);
            result.add(row);
        }
        return result;
    }
}
