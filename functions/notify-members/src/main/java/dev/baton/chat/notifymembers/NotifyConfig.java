package dev.baton.chat.notifymembers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a member counts as connected. */
@ConfigMapping(prefix = "chat.notify")
public interface NotifyConfig {

    /** How long after a gateway's last heartbeat its connections still count. */
    @WithDefault("30s")
    Duration presenceTimeout();
}
