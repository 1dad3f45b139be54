package dev.baton.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.logging.LogCleanupFilterBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ArtifactCoords;
import java.util.ArrayList;
import java.util.List;

/** Build steps that check which other bindings of Funqy an application has next to Baton's. */
class FunqyProcessor {

    private static final String QUARKUS = "io.quarkus";
    private static final String BINDING = "quarkus-funqy-";
    private static final String KNATIVE = BINDING + "knative-events";
    private static final String COMMON = BINDING + "server-common";

    @BuildStep
    void bindings(CurateOutcomeBuildItem application, BuildProducer<LogCleanupFilterBuildItem> filters) {
        List<String> others = others(application.getApplicationModel().getRuntimeDependencies());
        refuseKnative(others);
        if (others.isEmpty()) {
            // Funqy registers functions by method name. That registry matters only to its other bindings.
            filters.produce(
                    new LogCleanupFilterBuildItem("io.quarkus.funqy.runtime.FunctionRegistry", "Name conflict:"));
        }
    }

    /** Returns the artifacts of Funqy's own bindings. */
    static List<String> others(Iterable<? extends ArtifactCoords> dependencies) {
        List<String> others = new ArrayList<>();
        for (ArtifactCoords dependency : dependencies) {
            String artifact = dependency.getArtifactId();
            if (dependency.getGroupId().equals(QUARKUS)
                    && artifact.startsWith(BINDING)
                    && !artifact.startsWith(COMMON)) {
                others.add(artifact);
            }
        }
        return others;
    }

    /** @throws WrongUseException if events could bypass Baton */
    static void refuseKnative(List<String> bindings) {
        if (bindings.contains(KNATIVE)) {
            throw new WrongUseException("the application has " + QUARKUS + ":" + KNATIVE
                    + " next to Baton: it would pass the same events to functions without inbox and outbox, so that"
                    + " duplicates would take effect again; remove the dependency, because Baton itself takes"
                    + " CloudEvents from Knative at POST /");
        }
    }
}
