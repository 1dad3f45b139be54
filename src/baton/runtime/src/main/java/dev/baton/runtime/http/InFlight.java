package dev.baton.runtime.http;

import dev.baton.runtime.config.BatonConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** The requests that are read and handled now: bounded in number, and waited for when the process is told to stop. Thread-safe. */
@Singleton
class InFlight {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int most;
    private final Duration patience;
    private int requests;
    private boolean closed;

    InFlight(BatonConfig config) {
        this.most = config.http().maxInFlight();
        this.patience = config.http().drainTimeout();
    }

    /** Empty: the request may go on, and {@link #leave} has to be called when it was answered. Else why it may not. */
    synchronized Optional<Problem> enter() {
        if (closed) {
            return Optional.of(new Problem(503, "this process is told to stop").retryAfter(SOON));
        }
        if (requests >= most) {
            return Optional.of(
                    new Problem(429, most + " requests are being handled, which is the most (baton.http.max-in-flight)")
                            .retryAfter(SOON));
        }
        requests++;
        return Optional.empty();
    }

    synchronized void leave() {
        requests--;
        notifyAll();
    }

    /** How many there are. */
    synchronized int count() {
        return requests;
    }

    /** No further request may enter. */
    synchronized void close() {
        closed = true;
    }

    /** Waits until none is left, but not for ever; says how many are. */
    synchronized int awaitEmpty() throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (requests > 0 && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return requests;
    }
}
