package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How functions are triggered by a cron expression. */
@ConfigGroup
public interface ScheduleConfig {

    /**
     * Whether this process creates the events of its functions' schedules. Another process with the same functions
     * may create them instead.
     */
    @WithDefault("true")
    boolean enabled();

    /** How often the schedules are checked. */
    @WithDefault("500ms")
    Duration pollInterval();
}
