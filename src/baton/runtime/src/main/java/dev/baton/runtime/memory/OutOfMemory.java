package dev.baton.runtime.memory;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process at an {@link OutOfMemoryError}, on the JVM and as a native executable. If the process continued, it
 * could lack threads or callbacks without anybody noticing. A new process takes over the unfinished work.
 *
 * <p>In dev mode and tests, several applications share a process, which continues.
 */
@Singleton
public class OutOfMemory {

    /** The exit status, the same as that of a JVM with {@code -XX:+ExitOnOutOfMemoryError}. */
    public static final int EXIT_STATUS = 3;

    private static final int DEEPEST = 20;

    private static volatile boolean ends;

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting, Vertx vertx) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            ends = true;
            UncaughtExceptionHandler next = Thread.getDefaultUncaughtExceptionHandler();
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
                check(failure);
                report(next, thread, failure);
            });
            Handler<Throwable> ofVertx = vertx.exceptionHandler();
            vertx.exceptionHandler(failure -> {
                check(failure);
                if (ofVertx != null) {
                    ofVertx.handle(failure);
                }
            });
        }
    }

    private static void report(@Nullable UncaughtExceptionHandler next, Thread thread, Throwable failure) {
        if (next == null) {
            failure.printStackTrace();
        } else {
            next.uncaughtException(thread, failure);
        }
    }

    /**
     * Ends the process if the failure or one of its causes is an {@link OutOfMemoryError}. Every place that catches
     * errors calls this method first.
     */
    public static void check(@Nullable Throwable failure) {
        if (ends && isCausedBy(failure)) {
            System.err.println("Terminating due to " + failure); // logging needs memory
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }

    private static boolean isCausedBy(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
