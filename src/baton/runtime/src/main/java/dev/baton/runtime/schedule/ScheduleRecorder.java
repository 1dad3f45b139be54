package dev.baton.runtime.schedule;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Passes the schedules that the build found to the application. */
@Recorder
public class ScheduleRecorder {

    public RuntimeValue<Schedules> schedules() {
        return new RuntimeValue<>(new Schedules());
    }

    @SuppressWarnings("unchecked")
    public void schedule(
            RuntimeValue<Schedules> schedules,
            String namespace,
            String function,
            String cron,
            String zone,
            Class<?> record) {
        schedules.getValue().add(new Schedule(namespace, function, cron, zone, (Class<? extends Record>) record));
    }
}
