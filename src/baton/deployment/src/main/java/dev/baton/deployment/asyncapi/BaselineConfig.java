package dev.baton.deployment.asyncapi;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The committed schemas that the build compares the event records with. */
@ConfigMapping(prefix = "baton.baseline")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface BaselineConfig {

    /**
     * The directory of the committed schemas, in the module of the event records: a file {@code <type>.json} for each
     * version of each event type. Where the directory does not exist, nothing is compared.
     */
    @WithDefault("src/main/resources/META-INF/baton/schemas")
    String directory();

    /**
     * What the build writes into the directory: {@code additions} (schemas of new event types, new versions, and
     * compatible changes), {@code all} (also changes that break readers or writers, for versions without events),
     * or {@code nothing} (a missing or outdated schema fails the build). Dev mode writes nothing and only warns.
     */
    @WithDefault("additions")
    Update update();

    /** What the build may write. */
    enum Update {
        NOTHING,
        ADDITIONS,
        ALL
    }
}
