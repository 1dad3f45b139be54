package dev.baton.runtime.http;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The requests that are being read and handled. Their number is limited, and the process waits for them before it
 * stops. Thread-safe.
 */
@Singleton
class InFlight {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int most;
    private final Duration patience;
    private int requests;
    private boolean closed;

    InFlight(BatonConfig config, Meters meters) {
        this.most = config.http().maxInFlight();
        this.patience = config.http().drainTimeout();
        meters.gauge(Metric.HTTP_REQUESTS, this, InFlight::requests);
    }

    /** Returns why the request may not be handled. Empty when it may; call {@link #leave} after it was answered. */
    synchronized Optional<Problem> enter() {
        if (closed) {
            return Optional.of(new Problem(503, "this process is stopping").retryAfter(SOON));
        }
        if (requests >= most) {
            return Optional.of(new Problem(
                            429,
                            "as many requests are being handled as allowed (baton.http.max-in-flight=" + most + ")")
                    .retryAfter(SOON));
        }
        requests++;
        return Optional.empty();
    }

    private synchronized int requests() {
        return requests;
    }

    synchronized void leave() {
        requests--;
        notifyAll();
    }

    /** Rejects all further requests. */
    synchronized void close() {
        closed = true;
    }

    /** Waits for a limited time until no request is left, and returns the number of remaining requests. */
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
