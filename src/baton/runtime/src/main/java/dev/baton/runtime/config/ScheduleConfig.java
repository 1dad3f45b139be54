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

    /**
     * How often the schedules are checked while processes change them, or while this process can't be woken by others.
     * Otherwise, they are checked when a time has come, and after 50 intervals or 30 s, whichever is shorter.
     */
    @WithDefault("500ms")
    Duration pollInterval();
}
