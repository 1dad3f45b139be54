package dev.baton.runtime.delivery;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Limits how many deliveries run at once. A task that finds no free permit is run later, in turn, once a permit is
 * free. Thread-safe.
 */
final class Permits {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final int count;
    private int free;

    Permits(int count) {
        this.count = count;
        this.free = count;
    }

    /** Returns how many tasks have a permit. */
    synchronized int taken() {
        return count - free;
    }

    /** Returns how many tasks wait for one. */
    synchronized int waiting() {
        return waiting.size();
    }

    /**
     * Runs the task with a permit, now or later. The task must {@link #release} the permit when its work ends, and must
     * not throw: the caller of {@link #release} has nothing to do with it.
     */
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
