package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How people handle dead letters. */
@ConfigGroup
public interface DeadLettersConfig {

    /** The REST API under {@code /baton/dead-letters}. */
    Api api();

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
