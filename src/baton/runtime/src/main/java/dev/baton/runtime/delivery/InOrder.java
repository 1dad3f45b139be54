package dev.baton.runtime.delivery;

import dev.baton.runtime.memory.OutOfMemory;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Runs pieces of work one after another, each once the previous one has ended, and stops at the first that fails. Work
 * that ends immediately does not nest calls, however much of it there is. A Multi of Unis costs ten times as much for
 * each piece of work.
 */
final class InOrder<T, R> {

    /** One piece of work. It calls {@code done} exactly once, immediately or later, with a result or with a failure. */
    interface Work<T, R> {
        void start(T item, BiConsumer<R, Throwable> done);
    }

    private final List<T> items;
    private final Work<T, R> work;
    private final UniEmitter<? super List<R>> emitter;
    private final List<R> results;
    /**
     * The number of pending steps. A step that becomes pending during another step is left to the loop that runs that
     * step.
     */
    private final AtomicInteger due = new AtomicInteger();

    private InOrder(List<T> items, Work<T, R> work, UniEmitter<? super List<R>> emitter) {
        this.items = items;
        this.work = work;
        this.emitter = emitter;
        this.results = new ArrayList<>(items.size());
    }

    static <T, R> Uni<List<R>> each(List<T> items, Work<T, R> work) {
        return Uni.createFrom().emitter(emitter -> new InOrder<>(items, work, emitter).proceed());
    }

    private void proceed() {
        if (due.getAndIncrement() == 0) {
            do {
                step();
            } while (due.decrementAndGet() > 0);
        }
    }

    private void step() {
        if (results.size() == items.size()) {
            emitter.complete(results);
            return;
        }
        try {
            work.start(items.get(results.size()), this::done);
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            emitter.fail(e);
        }
    }

    private void done(R result, Throwable failure) {
        if (failure != null) {
            emitter.fail(failure);
        } else {
            results.add(result);
            proceed();
        }
    }
}
