package dev.baton.local.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/**
 * Makes each sender take a step at regular intervals, each on its own thread, until the load is told to finish.
 * {@code -Dbaton.chaos.pace=0.25s} sets the pause between two steps of a sender.
 */
final class Load implements AutoCloseable {
    private static final Duration PACE = Setting.duration("baton.chaos.pace", Duration.ofMillis(250));
    /** Longer than a consumer group waits for a member that vanished. */
    private static final Duration FINISHED = Duration.ofSeconds(480);

    private final List<? extends Sender> senders;
    private final ScheduledExecutorService threads;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Load(List<? extends Sender> senders) {
        this.senders = senders;
        this.threads = Executors.newScheduledThreadPool(senders.size());
    }

    Load start() {
        for (Sender sender : senders) {
            threads.scheduleWithFixedDelay(() -> step(sender), 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    private void step(Sender sender) {
        try {
            sender.step();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Ends the load while the platform is up: messages are sent again until they are known to be accepted. */
    void finish() throws Exception {
        threads.shutdown();
        if (!threads.awaitTermination(FINISHED.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("A sender still waits for an answer after " + FINISHED);
        }
        for (Sender sender : senders) {
            Awaitility.await(sender.name + " has sent all")
                    .atMost(FINISHED)
                    .pollInterval(Duration.ofMillis(50))
                    .until(sender::finish);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("A sender failed", failure.get());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
