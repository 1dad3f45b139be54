package dev.baton.chat.gateway.live;

import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.Executor;

/**
 * An executor on the event loop of one socket. It runs an action at once if it is already on the loop, to keep the
 * order.
 */
final class EventLoop implements Executor {

    private static final long PAUSE_MILLIS = 1_000;

    private final ContextInternal context;

    EventLoop(Context context) {
        this.context = (ContextInternal) context;
    }

    @Override
    public void execute(Runnable action) {
        if (context.inThread()) {
            action.run();
        } else {
            context.runOnContext(any -> action.run());
        }
    }

    void later(Runnable action) {
        context.owner().setTimer(PAUSE_MILLIS, timer -> execute(action));
    }

    void after(long millis, Runnable action) {
        context.owner().setTimer(millis, timer -> execute(action));
    }
}
