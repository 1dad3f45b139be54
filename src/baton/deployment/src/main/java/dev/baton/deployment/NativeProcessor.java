package dev.baton.deployment;

import dev.baton.runtime.catalog.BoundedPatterns;
import dev.baton.runtime.catalog.SparseSet;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
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
import java.util.Set;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;

/**
 * Build steps for a native executable. They register the classes that are used by reflection or from C and the
 * resources that are read, and prevent classes from being initialised while the executable is built.
 */
class NativeProcessor {

    /** Registers used event records with everything that they consist of: nested records, enums and lists of them. */
    @BuildStep
    void records(
            CombinedIndexBuildItem index,
            List<EventTypeBuildItem> eventTypes,
            List<BatonFunctionBuildItem> functions,
            BuildProducer<ReflectiveHierarchyBuildItem> hierarchies,
            BuildProducer<ReflectiveClassBuildItem> records) {
        Set<DotName> used = UsedRecords.of(index.getIndex(), eventTypes, functions);
        used.forEach(record -> hierarchies.produce(ReflectiveHierarchyBuildItem.builder(ClassType.create(record))
                .index(index.getComputingIndex())
                .source("event records of Baton")
                .build()));
        records.produce(ReflectiveClassBuildItem.builder(
                        used.stream().map(DotName::toString).toArray(String[]::new))
                .reason("event records of Baton")
                .constructors()
                .methods()
                .fields()
                .build());
    }

    /** Registers the classes that bound the work on data. */
    @BuildStep
    ReflectiveClassBuildItem boundedWork() {
        return ReflectiveClassBuildItem.builder(
                        SparseSet.class, BoundedPatterns.OfPattern.class, BoundedPatterns.OfEmail.class)
                .reason("Jackson and Hibernate Validator call their constructors")
                .constructors()
                .build();
    }

    /** Enables TLS for connections to brokers, databases and sinks. */
    @BuildStep
    ExtensionSslNativeSupportBuildItem tls() {
        return new ExtensionSslNativeSupportBuildItem("baton");
    }

    /**
     * Registers LZ4 for Kafka records that another producer compressed. The implementations in plain Java need no
     * library next to the executable.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void lz4(BuildProducer<ReflectiveClassBuildItem> classes) {
        if (isPresent(Compression.LZ4_IN_JAVA[0])) {
            classes.produce(ReflectiveClassBuildItem.builder(Compression.LZ4_IN_JAVA)
                    .reason("LZ4Factory and XXHashFactory look their implementations up by name")
                    .constructors()
                    .fields()
                    .build());
        }
    }

    /** Returns whether the application has a codec. It need not, if it never reads or writes records of that kind. */
    private static boolean isPresent(String codec) {
        return QuarkusClassLoader.isClassPresentAtRuntime(codec);
    }

    /**
     * Initialises classes that look for the best implementation or load a library at run time, so that they do so on
     * the machine on which the executable runs.
     */
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

    /** Registers Zstandard for Kafka records that another producer compressed. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void zstd(BuildProducer<JniRuntimeAccessBuildItem> classes) {
        if (isPresent(Compression.ZSTD_FROM_C[0])) {
            classes.produce(new JniRuntimeAccessBuildItem(true, true, true, Compression.ZSTD_FROM_C));
        }
    }

    /**
     * Registers Snappy for Kafka records that another producer compressed. Quarkus' own support is switched off in
     * microprofile-config.properties: it unpacks the library to a fixed file in the temporary directory, which a second
     * process truncates while the first one runs it. On its own, snappy-java chooses a new file for each process.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void snappy(BuildProducer<JniRuntimeAccessBuildItem> classes) {
        if (isPresent(Compression.SNAPPY_FROM_C[0])) {
            classes.produce(new JniRuntimeAccessBuildItem(true, true, true, Compression.SNAPPY_FROM_C));
        }
    }

    /** Includes the libraries for the architecture of the build machine, which the executable is built for. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    NativeImageResourcePatternsBuildItem libraries() {
        String architecture = System.getProperty("os.arch");
        return NativeImageResourcePatternsBuildItem.builder()
                .includeGlob(Compression.zstdLibrary(architecture))
                .includeGlob(Compression.snappyLibrary(architecture))
                .build();
    }
}
