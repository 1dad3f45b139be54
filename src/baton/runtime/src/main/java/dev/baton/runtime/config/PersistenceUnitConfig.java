package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Optional;

/** The one setting {@code baton.database.persistence-unit}, which the build fixes. */
@ConfigMapping(prefix = "baton.database.persistence-unit")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface PersistenceUnitConfig {

    /**
     * The name of the persistence unit of Hibernate Reactive whose sessions functions share with Baton. Baton's tables
     * are in its datasource. By default, this is the default persistence unit or, without that one, the only named
     * persistence unit. {@code <default>} names the default persistence unit.
     */
    @WithParentName
    Optional<String> name();
}
