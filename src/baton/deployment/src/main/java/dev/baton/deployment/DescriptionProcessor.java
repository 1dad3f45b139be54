package dev.baton.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import java.util.List;

/**
 * Build steps that write descriptions, from which other files are generated: of the application's functions to
 * {@code target/baton/functions.json} for the manifests, and of Baton's metrics to {@code target/baton/metrics.json}
 * for dashboards and alert rules.
 */
class DescriptionProcessor {

    static final String FILE = "baton/functions.json";

    static final String METRICS = "baton/metrics.json";

    @BuildStep
    GeneratedFileSystemResourceBuildItem describeMetrics() {
        return new GeneratedFileSystemResourceBuildItem(METRICS, MetricsDescription.json());
    }

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
