package dev.baton.chat.trackactivity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The windows in which a room's activity is counted. */
@ConfigMapping(prefix = "chat.activity")
public interface ActivityConfig {

    /** How long a window is, at least a second. Windows are aligned to 1970-01-01T00:00Z, so one of a minute begins with a minute. */
    @WithDefault("1m")
    Duration window();

    /** How long after its end a window still takes messages. Later ones are counted as late and in no window's activity. */
    @WithDefault("10s")
    Duration allowedLateness();
}
