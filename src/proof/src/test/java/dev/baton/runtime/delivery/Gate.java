package dev.baton.runtime.delivery;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lets the code of one worker run on its own thread from one point to the next. At each point, the thread waits until
 * the test lets it continue.
 */
final class Gate {

    /** Ends a thread whose process was killed. */
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    static final String END = "end";
    private static final String KILL = "kill";
    private static final long PATIENCE_SECONDS = 20;

    private final SynchronousQueue<String> arrivals = new SynchronousQueue<>();
    private final SynchronousQueue<String> verdicts = new SynchronousQueue<>();
    private final String name;
    private String at = END;
    private volatile boolean killed;

    Gate(String name) {
        this.name = name;
    }

    /** Returns the point at which the thread waits, or {@link #END} if none is running. */
    String at() {
        return at;
    }

    /** Runs the work until its first point. */
    void start(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) { // the rest of a killed process, or a relay without a connection
                        if (!killed && !(e instanceof IllegalStateException)) {
                            e.printStackTrace();
                        }
                    }
                    arrive(END);
                },
                name);
        thread.setDaemon(true);
        thread.start();
        at = await();
    }

    /** Waits at a point, on the worker's thread, and returns what the test decided about it. */
    String pause(String point) {
        if (killed) {
            throw new Killed();
        }
        arrive(point);
        String verdict = take(verdicts);
        if (verdict.equals(KILL)) {
            throw new Killed();
        }
        return verdict;
    }

    boolean isKilled() {
        return killed;
    }

    /** Lets the thread run to its next point. */
    void advance(String verdict) {
        put(verdict);
        at = await();
    }

    /** Kills the worker, which never passes a gate again. What its thread still does is not waited for. */
    void kill() {
        killed = true;
        if (!at.equals(END)) {
            put(KILL);
        }
        at = END;
    }

    private void arrive(String point) {
        if (!killed) {
            offer(arrivals, point);
        }
    }

    private void put(String verdict) {
        offer(verdicts, verdict);
    }

    private String await() {
        return take(arrivals);
    }

    private void offer(SynchronousQueue<String> queue, String item) {
        try {
            if (!queue.offer(item, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + ": nobody takes " + item);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String take(SynchronousQueue<String> queue) {
        try {
            String item = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (item == null) {
                throw new IllegalStateException(name + ": nothing arrives after " + at);
            }
            return item;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
