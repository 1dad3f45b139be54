package dev.baton.chat.trackactivity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The windows in which a room's activity is counted. */
@ConfigMapping(prefix = "chat.activity")
public interface ActivityConfig {

    /**
     * The length of a window, at least 1 s. Windows are aligned to 1970-01-01T00:00Z, so a window of 1 min begins on
     * the minute.
     */
    @WithDefault("1m")
    Duration window();

    /**
     * How long after its end a window still accepts messages. Later messages are counted as late, and not in any
     * window's activity.
     */
    @WithDefault("10s")
    Duration allowedLateness();
}
