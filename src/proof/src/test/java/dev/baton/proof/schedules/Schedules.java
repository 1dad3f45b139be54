package dev.baton.proof.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jetbrains.lincheck.Lincheck;

/**
 * Runs threads in many schedules, one after another, with Lincheck, which decides at each access to shared memory which
 * thread goes on, and prints the schedule that fails.
 */
public final class Schedules {

    private static final int TRIED = Boolean.getBoolean("proof.exhaustive") ? 20_000 : 50;

    private Schedules() {}

    /** Creates a new test for each schedule. It fails by an exception, or when all its threads wait for ever. */
    public static void each(Runnable test) {
        Lincheck.runConcurrentTest(TRIED, test);
    }

    /**
     * Creates a new test many times, and leaves the schedules to the machine. For code that calls Mutiny, whose steps
     * are too many for Lincheck.
     */
    public static void atRandom(Runnable test) {
        for (int i = 0; i < 20 * TRIED; i++) {
            test.run();
        }
    }

    /** Runs the pieces of work, each on its own thread, until all have ended. Fails if one of them fails. */
    public static void together(Runnable... works) {
        List<Thread> threads = new ArrayList<>();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        for (Runnable work : works) {
            Thread thread = new Thread(work);
            thread.setUncaughtExceptionHandler((same, failure) -> failures.add(failure));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        Throwable failure = failures.poll();
        if (failure != null) {
            throw new AssertionError("A thread failed: " + failure.getMessage(), failure);
        }
    }

    /** Fails a schedule. AssertJ would make Lincheck look at thousands of its own steps. */
    public static void check(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
