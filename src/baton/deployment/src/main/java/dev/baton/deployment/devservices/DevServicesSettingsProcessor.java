package dev.baton.deployment.devservices;

import dev.baton.runtime.config.BuildTimeSettings;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;

/** In every mode: an application that has {@code baton.devservices} settings starts in production too. */
class DevServicesSettingsProcessor {

    @BuildStep
    RunTimeConfigBuilderBuildItem ignoredAtRunTime() {
        return new RunTimeConfigBuilderBuildItem(BuildTimeSettings.class);
    }
}
