package dev.baton.deployment.devservices;

import dev.baton.runtime.config.BuildTimeSettings;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;

/** A build step for every mode: applications with {@code baton.devservices} settings also start in production. */
class DevServicesSettingsProcessor {

    @BuildStep
    RunTimeConfigBuilderBuildItem ignoredAtRunTime() {
        return new RunTimeConfigBuilderBuildItem(BuildTimeSettings.class);
    }
}
