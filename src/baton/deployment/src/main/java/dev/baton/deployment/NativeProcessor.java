package dev.baton.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import java.util.List;
import org.jboss.jandex.ClassType;

/**
 * What a native executable can't find out by itself: which classes are used by reflection or from C, which resources are read, and
 * what must not be initialised while the executable is built. Snappy is Quarkus' own: see microprofile-config.properties.
 */
class NativeProcessor {

    /** Event records with all that they are made of: nested records, enums and lists of them. */
    @BuildStep
    void records(
            CombinedIndexBuildItem index,
            List<EventTypeBuildItem> eventTypes,
            BuildProducer<ReflectiveHierarchyBuildItem> hierarchies,
            BuildProducer<ReflectiveClassBuildItem> records) {
        eventTypes.forEach(
                type -> hierarchies.produce(ReflectiveHierarchyBuildItem.builder(ClassType.create(type.record()))
                        .index(index.getComputingIndex())
                        .source("event records of Baton")
                        .build()));
        records.produce(ReflectiveClassBuildItem.builder(eventTypes.stream()
                        .map(type -> type.record().toString())
                        .toArray(String[]::new))
                .reason("event records of Baton")
                .constructors()
                .methods()
                .fields()
                .build());
    }

    /** For brokers, databases and sinks that are spoken to over TLS. */
    @BuildStep
    ExtensionSslNativeSupportBuildItem tls() {
        return new ExtensionSslNativeSupportBuildItem("baton");
    }

    /** Records that another producer compressed with LZ4: in plain Java, which needs no library beside the executable. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    ReflectiveClassBuildItem lz4() {
        return ReflectiveClassBuildItem.builder(Compression.LZ4_IN_JAVA)
                .reason("LZ4Factory and XXHashFactory look their implementations up by name")
                .constructors()
                .fields()
                .build();
    }

    /** Whatever looks for the best implementation, or loads a library, does so on the machine on which it runs. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void atRunTime(
            BuildProducer<RuntimeInitializedPackageBuildItem> packages,
            BuildProducer<RuntimeInitializedClassBuildItem> classes) {
        Compression.PACKAGES.stream()
                .map(RuntimeInitializedPackageBuildItem::new)
                .forEach(packages::produce);
        Compression.KAFKA_CLASSES.stream()
                .map(RuntimeInitializedClassBuildItem::new)
                .forEach(classes::produce);
    }

    /** Records that another producer compressed with Zstandard. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    JniRuntimeAccessBuildItem zstd() {
        return new JniRuntimeAccessBuildItem(true, true, true, Compression.ZSTD_FROM_C);
    }

    /** The library is for the machine on which the executable is built, as the executable is. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    NativeImageResourcePatternsBuildItem zstdLibrary() {
        return NativeImageResourcePatternsBuildItem.builder()
                .includeGlob(Compression.zstdLibrary(System.getProperty("os.arch")))
                .build();
    }
}
