package dev.baton.runtime.config;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * Turns off SmallRye's own check for unknown {@code baton.*} settings. It does not run in every application and names
 * no similar setting. {@link SettingNames} checks instead.
 */
public class BatonConfigBuilder implements ConfigBuilder {

    @Override
    public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
        return builder.withMappingIgnore("baton.**");
    }
}
