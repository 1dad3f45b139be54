package dev.baton.schedule;

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

/** Looks at the schedules on a thread of its own, again and again; in a process that has functions with one. */
@Singleton
class ScheduleLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(ScheduleLoop.class);

    private final ScheduleRound round;
    private final SchemaCheck schema;
    private final BatonConfig.Schedule config;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread = new Thread(this, "baton-schedule");
    private boolean planned;

    ScheduleLoop(ScheduleRound round, SchemaCheck schema, BatonConfig config) {
        this.round = round;
        this.schema = schema;
        this.config = config.schedule();
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled() && round.needed()) {
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
                look();
            } while (!stop.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("Schedules stopped");
        }
    }

    private void look() {
        try {
            if (!planned) {
                round.planAll();
                planned = true;
            }
            round.fireDue();
        } catch (RuntimeException e) {
            if (stop.availablePermits() == 0) {
                LOG.errorf("Schedules failed, they go on: cause=%s", e);
            }
        }
    }
}
