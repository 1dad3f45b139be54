package dev.baton.runtime.retry;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.wakeup.Activities;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Work;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Delivers the due events of the retry table on its own thread. It looks when the next one is due, and at each poll
 * interval for events that others make due. While all processes are quiet, it relies on their hints instead.
 */
@Singleton
class RetryLoop {

    private final RetryRound round;
    private final NextDue next;
    private final Activity activity;
    private final Duration pollInterval;
    private final RoundLoop loop;

    RetryLoop(RetryRound round, NextDue next, Activities activities, SchemaCheck schema, BatonConfig config) {
        this.round = round;
        this.next = next;
        this.activity = activities.of(Work.RETRIES);
        this.pollInterval = config.retry().pollInterval();
        this.loop = new RoundLoop("baton-retry", schema::awaitReady, this::look);
        this.activity.wakes(loop::wake, loop::wake);
    }

    void start(@Observes StartupEvent event) {
        if (round.needed()) {
            loop.start();
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
    }

    /** Delivers what is due, and returns the pause before the next look. */
    private Duration look() {
        boolean quiet = activity.quiet();
        Duration untilDue = next.in();
        if (!untilDue.isZero()) {
            return activity.restUntil(untilDue, quiet, pollInterval);
        }
        return redeliverAllDue() ? Duration.ZERO : activity.pollRest(pollInterval);
    }

    /** Returns whether it took any. Those that are left belong to another process at the moment. */
    private boolean redeliverAllDue() {
        boolean any = false;
        while (round.redeliverDue() > 0 && !loop.stopped()) {
            any = true;
            activity.here(); // what this process makes due is left to others if it dies
        }
        return any;
    }
}
