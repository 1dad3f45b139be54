package dev.baton.deployment.devservices;

import io.smallrye.config.SmallRyeConfig;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/** The schema components that the application needs: {@code baton} and each key of {@code baton.schema}. */
final class SchemaComponents {

    private SchemaComponents() {}

    static Set<String> needed() {
        Map<String, Integer> configured = ConfigProvider.getConfig()
                .unwrap(SmallRyeConfig.class)
                .getOptionalValues("baton.schema", String.class, Integer.class)
                .orElse(Collections.emptyMap());
        Set<String> components = new LinkedHashSet<>();
        components.add("baton");
        components.addAll(configured.keySet());
        return components;
    }
}
