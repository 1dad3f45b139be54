package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people find out what became of an event. */
@ConfigGroup
public interface JournalConfig {

    /**
     * Whether this process records what becomes of the events that it delivers and stores. What other processes have
     * recorded can be read in any case.
     */
    @WithDefault("false")
    boolean enabled();

    /** How long an entry is kept. */
    @WithDefault("7d")
    Duration retention();

    /** How often this process looks for entries to forget. 0 turns this off in this process. */
    @WithDefault("10m")
    Duration expiryInterval();

    /**
     * Whether the data of events can be read. If so, the journal also keeps the data, up to 64 KiB, of each event that
     * did not come from Kafka, where it could be read later.
     */
    @WithDefault("true")
    boolean showData();
}
