package dev.baton.runtime.config;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * Lets a running application have settings that only its build reads. {@link BatonConfig} would otherwise refuse them
 * as unknown.
 */
public class BuildTimeSettings implements ConfigBuilder {

    @Override
    public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
        return builder.withMappingIgnore("baton.devservices.**");
    }
}
