package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Baton uses the database. */
@ConfigGroup
public interface DatabaseConfig {

    /**
     * How long a statement may take, and how long this process waits for the answer to it before it closes the
     * connection, because the host of the database may be gone. At least {@code baton.delivery.time-limit} applies. The
     * limit applies to all connections of the datasource, including those that the application uses itself.
     */
    @WithDefault("30s")
    Duration answerTimeout();

    /**
     * How long the database waits for this process within a transaction of Baton. It then ends the transaction, so that
     * other processes can continue the work of a process that is stopped, or whose host is gone. A process that works
     * renews the time, however long the transaction takes.
     */
    @WithDefault("15s")
    Duration idleTimeout();
}
