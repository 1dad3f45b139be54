package dev.baton.runtime.schedule;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.ScheduleConfig;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.wakeup.Activities;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Work;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Checks the schedules on its own thread, in a process that has functions with a schedule: when the next one is due, and
 * at each poll interval, in case another process changes a plan. While hints arrive, it relies on them instead.
 */
@Singleton
class ScheduleLoop {

    private final ScheduleRound round;
    private final ScheduleConfig config;
    private final Activity activity;
    private final RoundLoop loop;
    private boolean planned;

    ScheduleLoop(ScheduleRound round, Activities activities, SchemaCheck schema, BatonConfig config) {
        this.round = round;
        this.activity = activities.of(Work.SCHEDULES);
        this.config = config.schedule();
        this.loop = new RoundLoop("baton-schedule", schema::awaitReady, this::look);
        this.activity.wakes(loop::wake, loop::wake);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled() && round.needed()) {
            loop.start();
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
    }

    private Duration look() {
        if (!planned) {
            round.planAll();
            planned = true;
            activity.here();
        }
        boolean quiet = activity.quiet();
        Duration untilDue = round.untilDue();
        if (!untilDue.isZero()) {
            return activity.restUntil(untilDue, quiet, config.pollInterval());
        }
        return round.fireDue() > 0 ? Duration.ZERO : config.pollInterval();
    }
}
