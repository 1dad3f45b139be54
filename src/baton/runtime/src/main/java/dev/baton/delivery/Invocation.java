package dev.baton.delivery;

import dev.baton.EventContext;
import dev.baton.FollowUp;
import dev.baton.config.BatonConfig;
import dev.baton.delivery.RoutedEvent.Ready;
import dev.baton.outbox.OutboxRow;
import dev.baton.outbox.OutboxRows;
import dev.baton.routing.BatonFunction;
import dev.baton.telemetry.LogContext;
import dev.baton.telemetry.Tracing;
import dev.baton.telemetry.Tracing.CallTrace;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.funqy.runtime.ApplicationException;
import io.quarkus.funqy.runtime.FunqyServerRequest;
import io.quarkus.funqy.runtime.FunqyServerResponse;
import io.quarkus.funqy.runtime.RequestContext;
import io.quarkus.funqy.runtime.RequestContextImpl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls a function with one event, in a CDI request context of its own, and makes rows of the follow-ups it returns. */
@Singleton
class Invocation {

    private final OutboxRows rows;
    private final Tracing tracing;
    private final int maxEventSize;
    private final Duration timeLimit;

    Invocation(OutboxRows rows, Tracing tracing, BatonConfig config) {
        this.rows = rows;
        this.tracing = tracing;
        this.maxEventSize = config.delivery().maxEventSize();
        this.timeLimit = config.delivery().timeLimit();
    }

    Uni<List<OutboxRow>> invoke(BatonFunction function, Ready event) {
        return Uni.createFrom().deferred(() -> {
            CallTrace trace = tracing.begin(function.name(), event.incoming().event());
            LogContext.enter(event.context());
            ManagedContext requestContext = Arc.container().requestContext();
            requestContext.activate();
            return call(function, event)
                    .ifNoItem()
                    .after(timeLimit)
                    .fail()
                    .map(result -> rows(function, event.context(), FollowUps.of(function, result)))
                    .onTermination()
                    .invoke((followUps, failure, cancelled) -> {
                        requestContext.terminate();
                        LogContext.leave();
                        trace.end(failure);
                    });
        });
    }

    private static Uni<?> call(BatonFunction function, Ready event) {
        Call call = new Call(event);
        if (!function.blocking()) {
            return call.run(function);
        }
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .completionStage(() -> context.<Uni<?>>executeBlocking(() -> call.run(function), false)
                        .toCompletionStage())
                .flatMap(result -> result)
                .emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    private List<OutboxRow> rows(BatonFunction function, EventContext parent, List<FollowUp<?>> followUps) {
        List<OutboxRow> result = new ArrayList<>(followUps.size());
        for (FollowUp<?> followUp : followUps) {
            OutboxRow row = rows.of(function, parent, result.size(), followUp);
            if (row.size() > maxEventSize) {
                throw OutboxRows.tooLarge(row, maxEventSize);
            }
            result.add(row);
        }
        return result;
    }

    /** Funqy's request and response of one call. */
    private static final class Call implements FunqyServerRequest, FunqyServerResponse {

        private final RequestContext context = new RequestContextImpl();
        private final Record data;
        private Uni<?> output;

        Call(Ready event) {
            this.data = event.data();
            context.setContextData(EventContext.class, event.context());
        }

        Uni<?> run(BatonFunction function) {
            function.invoker().invoke(this, this);
            return output == null
                    ? Uni.createFrom().nullItem()
                    : output.onFailure(ApplicationException.class).transform(Throwable::getCause);
        }

        @Override
        public RequestContext context() {
            return context;
        }

        @Override
        public Object extractInput(Class inputClass) {
            return data;
        }

        @Override
        public Uni<?> getOutput() {
            return output;
        }

        @Override
        public void setOutput(Uni<?> out) {
            this.output = out;
        }
    }
}
