package dev.baton.retry;

import dev.baton.config.BatonConfig;
import dev.baton.schema.SchemaCheck;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks at the retry table on a thread of its own, again and again. */
@Singleton
class RetryLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(RetryLoop.class);

    private final RetryRound round;
    private final SchemaCheck schema;
    private final Duration pollInterval;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread = new Thread(this, "baton-retry");

    RetryLoop(RetryRound round, SchemaCheck schema, BatonConfig config) {
        this.round = round;
        this.schema = schema;
        this.pollInterval = config.retry().pollInterval();
    }

    void start(@Observes StartupEvent event) {
        if (round.needed()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.release();
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
    }

    @Override
    public void run() {
        try {
            schema.awaitReady();
            do {
                redeliverAllDue();
            } while (!stop.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("Retries stopped");
        }
    }

    private void redeliverAllDue() {
        try {
            while (round.redeliverDue() > 0 && stop.availablePermits() == 0) {
                LOG.trace("More events may be due");
            }
        } catch (RuntimeException e) {
            if (stop.availablePermits() == 0) {
                LOG.errorf("Retries failed, they go on: cause=%s", e);
            }
        }
    }
}
