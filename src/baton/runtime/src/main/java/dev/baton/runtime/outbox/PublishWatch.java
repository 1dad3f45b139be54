package dev.baton.runtime.outbox;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches one call of a function for publications that nothing subscribes to. These store nothing and would otherwise
 * go unnoticed.
 */
public final class PublishWatch {

    private static final String KEY = PublishWatch.class.getName();

    private final AtomicInteger unsubscribed = new AtomicInteger();

    private PublishWatch() {}

    /** Watches everything that is published on the current duplicated context from now on. */
    public static PublishWatch begin() {
        PublishWatch watch = new PublishWatch();
        Vertx.currentContext().putLocal(KEY, watch);
        return watch;
    }

    /** Returns the number of publications that nothing has subscribed to yet. */
    public int unsubscribed() {
        return unsubscribed.get();
    }

    /** Returns the Uni, tracked by the watch on the current context if there is one. */
    static Uni<Void> watched(Uni<Void> publish) {
        Context context = Vertx.currentContext();
        PublishWatch watch =
                context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(KEY) : null;
        return watch == null ? publish : watch.watch(publish);
    }

    private Uni<Void> watch(Uni<Void> publish) {
        AtomicBoolean waits = new AtomicBoolean(true);
        unsubscribed.incrementAndGet();
        return publish.onSubscription().invoke(() -> {
            if (waits.getAndSet(false)) {
                unsubscribed.decrementAndGet();
            }
        });
    }
}
