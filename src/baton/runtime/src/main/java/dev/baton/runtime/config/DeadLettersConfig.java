package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How people handle dead letters. */
@ConfigGroup
public interface DeadLettersConfig {

    /** The REST API under {@code /baton/dead-letters}. */
    Api api();

    /**
     * How long a dead letter is kept after a person has replayed or discarded it, together with the audit of its
     * operations. An open dead letter is kept until somebody decides.
     */
    @WithDefault("90d")
    Duration retention();

    /** How often this process looks for dead letters to delete. 0 turns this off in this process. */
    @WithDefault("1h")
    Duration expiryInterval();

    /** The REST API under {@code /baton/dead-letters}. */
    interface Api {

        /** Whether this process serves the API. */
        @WithDefault("false")
        boolean enabled();

        /**
         * The role that a caller must have. If it is empty, anyone may call the API, so leave it empty only where
         * the network keeps others out. If it is set, an application without a security extension rejects all
         * callers.
         */
        @WithDefault("operator")
        Optional<String> role();
    }
}
