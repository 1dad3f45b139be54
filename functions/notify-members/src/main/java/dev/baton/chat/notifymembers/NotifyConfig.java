package dev.baton.chat.notifymembers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a member counts as connected. */
@ConfigMapping(prefix = "chat.notify")
public interface NotifyConfig {

    /** The connections of a gateway that said nothing for this long count no more. */
    @WithDefault("30s")
    Duration presenceTimeout();
}
