package dev.baton.runtime.delivery;

import java.util.ArrayDeque;
import java.util.Queue;

/** Bounds how many deliveries run at once. Whoever finds no permit is called, in turn, when one is free. Thread-safe. */
final class Permits {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Permits(int count) {
        this.free = count;
    }

    /** Runs the task with a permit, now or later; it must {@link #release} the permit when its work ends. */
    void acquire(Runnable task) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(task);
                return;
            }
            free--;
        }
        task.run();
    }

    void release() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
