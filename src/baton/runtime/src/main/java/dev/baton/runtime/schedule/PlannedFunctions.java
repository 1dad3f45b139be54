package dev.baton.runtime.schedule;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * The schedules according to the configuration of this process: the schedules that are on, and the functions whose
 * schedule is off. A value that can't be read fails the start.
 */
@Singleton
class PlannedFunctions {

    private final List<PlannedFunction> on = new ArrayList<>();
    private final List<String> off = new ArrayList<>();

    PlannedFunctions(Schedules schedules, Config config) {
        for (Schedule schedule : schedules.all()) {
            PlannedFunction.of(schedule, config).ifPresentOrElse(on::add, () -> off.add(schedule.function()));
        }
    }

    List<PlannedFunction> on() {
        return on;
    }

    List<String> off() {
        return off;
    }
}
