package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Optional;

/** The one setting {@code baton.namespace}, which the build fixes. */
@ConfigMapping(prefix = "baton.namespace")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface NamespaceConfig {

    /**
     * The name of the whole system, which all its applications share: a letter or digit, then up to 62 more characters
     * of {@code a-z 0-9 . _ -}. It is part of every consumer group, of the {@code source} of every event, and of every
     * key in the database. Default: {@code quarkus.application.name}.
     */
    @WithParentName
    Optional<String> name();
}
