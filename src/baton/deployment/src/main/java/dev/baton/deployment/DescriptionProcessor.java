package dev.baton.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import java.util.List;

/**
 * A build step that writes a description of the application's functions to {@code target/baton/functions.json}, from
 * which manifests are generated.
 */
class DescriptionProcessor {

    static final String FILE = "baton/functions.json";

    @BuildStep
    GeneratedFileSystemResourceBuildItem describe(
            ApplicationInfoBuildItem application,
            NamespaceBuildItem namespace,
            List<EventTypeBuildItem> eventTypes,
            List<BatonFunctionBuildItem> functions,
            List<ScheduleBuildItem> schedules) {
        return new GeneratedFileSystemResourceBuildItem(
                FILE,
                FunctionsDescription.of(application.getName(), namespace.name(), eventTypes, functions, schedules));
    }
}
