package dev.baton.deployment;

import dev.baton.runtime.config.NamespaceConfig;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;

/** A build step that fixes the application's namespace. */
class NamespaceProcessor {

    @BuildStep
    NamespaceBuildItem namespace(NamespaceConfig config, ApplicationInfoBuildItem application) {
        return NamespaceBuildItem.of(config.name(), application.getName());
    }
}
