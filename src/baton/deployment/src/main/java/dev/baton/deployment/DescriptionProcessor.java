package dev.baton.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import java.util.List;

/** Writes what the application's functions are to {@code target/baton/functions.json}, for what is made from it: manifests. */
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
