package dev.baton.runtime.delivery;

import dev.baton.EventContext;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.delivery.Routed.Ready;
import dev.baton.runtime.memory.OutOfMemory;
import io.quarkus.funqy.runtime.ApplicationException;
import io.quarkus.funqy.runtime.FunqyServerRequest;
import io.quarkus.funqy.runtime.FunqyServerResponse;
import io.quarkus.funqy.runtime.RequestContext;
import io.quarkus.funqy.runtime.RequestContextImpl;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function: Funqy's request and response. A call ends exactly once, on the Vert.x context on which it was
 * created: with the function's result, with its failure, or at the time limit.
 */
final class Call implements FunqyServerRequest, FunqyServerResponse {

    private static final long NO_TIMER = -1;

    private final RequestContext requestContext = new RequestContextImpl();
    private final Context context = Vertx.currentContext();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Record data;
    private final BiConsumer<Object, Throwable> done;
    private @Nullable Uni<?> output;
    private volatile @Nullable UniSubscription subscription;
    private long timer = NO_TIMER;

    Call(Ready event, BiConsumer<Object, Throwable> done) {
        this.data = event.data();
        this.done = done;
        requestContext.setContextData(EventContext.class, event.context());
    }

    void start(BatonFunction function, Duration timeLimit) {
        if (function.blocking()) {
            context.<Uni<?>>executeBlocking(() -> invoke(function), false)
                    .onSuccess(this::subscribe)
                    .onFailure(this::fail);
        } else {
            invokeHere(function);
        }
        // Most calls have already ended here and need no timer.
        if (!ended.get()) {
            timer = context.owner().setTimer(Math.max(1, timeLimit.toMillis()), ignored -> giveUp());
        }
    }

    private void invokeHere(BatonFunction function) {
        Uni<?> result;
        try {
            result = invoke(function);
        } catch (RuntimeException | Error e) { // thrown before a Uni was returned
            fail(e);
            return;
        }
        subscribe(result);
    }

    private Uni<?> invoke(BatonFunction function) {
        function.invoker().invoke(this, this);
        return output == null ? Uni.createFrom().nullItem() : output;
    }

    @SuppressWarnings("unchecked")
    private void subscribe(Uni<?> result) {
        if (ended.get()) { // a blocking function that returned after the time limit
            return;
        }
        ((Uni<Object>) result).subscribe().withSubscriber(new Answer());
    }

    /** Ends the call with a failure. Funqy wraps the exceptions that functions throw. */
    void fail(Throwable failure) {
        OutOfMemory.check(failure);
        end(null, failure instanceof ApplicationException && failure.getCause() != null ? failure.getCause() : failure);
    }

    private void giveUp() {
        UniSubscription running = subscription;
        if (running != null && !ended.get()) {
            running.cancel();
        }
        end(null, new TimeoutException());
    }

    private void end(@Nullable Object item, @Nullable Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (Vertx.currentContext() == context) {
            finish(item, failure);
        } else {
            context.runOnContext(ignored -> finish(item, failure));
        }
    }

    private void finish(@Nullable Object item, @Nullable Throwable failure) {
        if (timer != NO_TIMER) {
            context.owner().cancelTimer(timer);
        }
        done.accept(item, failure);
    }

    @Override
    public RequestContext context() {
        return requestContext;
    }

    @Override
    public Object extractInput(Class inputClass) {
        return data;
    }

    @Override
    public @Nullable Uni<?> getOutput() {
        return output;
    }

    @Override
    public void setOutput(Uni<?> out) {
        this.output = out;
    }

    /** Receives the result of the function. Plain callbacks would capture the thread's contexts for every event. */
    private final class Answer implements UniSubscriber<Object> {

        @Override
        public void onSubscribe(UniSubscription running) {
            subscription = running;
        }

        @Override
        public void onItem(Object item) {
            end(item, null);
        }

        @Override
        public void onFailure(Throwable failure) {
            fail(failure);
        }
    }
}
