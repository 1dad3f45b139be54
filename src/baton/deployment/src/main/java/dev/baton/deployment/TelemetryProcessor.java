package dev.baton.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget.Kind;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** The default of the telemetry SDK, which Baton brings along. */
class TelemetryProcessor {

    private static final String TELEMETRY = "quarkus-opentelemetry";
    private static final String SETTINGS = "quarkus.otel.";
    private static final DotName PRODUCES = DotName.createSimple("jakarta.enterprise.inject.Produces");

    /** The ordinal up to which settings are defaults of libraries, Baton's among them. */
    private static final int OF_LIBRARIES = 110;

    /** What an application provides to record spans, or to choose them. */
    private static final List<DotName> PARTS = List.of(
            DotName.createSimple("io.opentelemetry.sdk.trace.export.SpanExporter"),
            DotName.createSimple("io.opentelemetry.sdk.trace.SpanProcessor"),
            DotName.createSimple("io.opentelemetry.sdk.trace.samplers.Sampler"));

    /**
     * Turns the SDK off by default, as long as the application does not use it by itself. Quarkus would otherwise try
     * for ever to reach a receiver on this machine, of which nobody has said that it exists. The least setting of
     * anybody else takes precedence over this default, and at run time the name of a receiver does, too.
     */
    @BuildStep
    void offUnlessUsed(
            CurateOutcomeBuildItem application,
            CombinedIndexBuildItem index,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (!isDependency(application) && !hasParts(index.getIndex()) && !isConfigured()) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.otel.sdk.disabled", "true"));
        }
    }

    private static boolean isDependency(CurateOutcomeBuildItem application) {
        return application.getApplicationModel().getDependencies().stream()
                .anyMatch(dependency -> dependency.isDirect()
                        && dependency.getGroupId().equals("io.quarkus")
                        && dependency.getArtifactId().equals(TELEMETRY));
    }

    private static boolean hasParts(IndexView index) {
        return Stream.concat(
                        PARTS.stream()
                                .flatMap(part -> index.getAllKnownImplementations(part).stream())
                                .map(ClassInfo::name),
                        index.getAnnotations(PRODUCES).stream()
                                .map(AnnotationInstance::target)
                                .filter(target -> target.kind() == Kind.METHOD
                                        && isTelemetry(
                                                target.asMethod().returnType().name()))
                                .map(target ->
                                        target.asMethod().declaringClass().name()))
                .anyMatch(name -> !isTelemetry(name) && !name.toString().startsWith("io.quarkus."));
    }

    private static boolean isTelemetry(DotName name) {
        return name.toString().startsWith("io.opentelemetry.");
    }

    private static boolean isConfigured() {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(SETTINGS))
                .anyMatch(name -> config.getConfigValue(name).getConfigSourceOrdinal() > OF_LIBRARIES);
    }
}
