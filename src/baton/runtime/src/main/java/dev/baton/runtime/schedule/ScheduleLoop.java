package dev.baton.runtime.schedule;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.ScheduleConfig;
import dev.baton.runtime.schema.SchemaCheck;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Checks the schedules repeatedly on its own thread, in a process that has functions with a schedule. */
@Singleton
class ScheduleLoop {

    private final ScheduleRound round;
    private final ScheduleConfig config;
    private final RoundLoop loop;
    private boolean planned;

    ScheduleLoop(ScheduleRound round, SchemaCheck schema, BatonConfig config) {
        this.round = round;
        this.config = config.schedule();
        this.loop = new RoundLoop("baton-schedule", schema::awaitReady, this::look);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled() && round.needed()) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    private Duration look() {
        if (!planned) {
            round.planAll();
            planned = true;
        }
        round.fireDue();
        return config.pollInterval();
    }
}
