package dev.baton.deployment;

import dev.baton.deployment.asyncapi.BaselineConfig;
import dev.baton.deployment.devservices.DevServicesBuildTimeConfig;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.BatonConfigBuilder;
import dev.baton.runtime.config.ConfigRecorder;
import dev.baton.runtime.config.NamespaceConfig;
import dev.baton.runtime.config.PersistenceUnitConfig;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Build steps that let an application check its {@code baton.*} settings when it starts. */
class ConfigProcessor {

    @BuildStep
    RunTimeConfigBuilderBuildItem namesAreCheckedByBaton() {
        return new RunTimeConfigBuilderBuildItem(BatonConfigBuilder.class);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void check(ConfigRecorder recorder, List<BatonFunctionBuildItem> functions) {
        List<String> names = Stream.of(
                        BatonConfig.class,
                        NamespaceConfig.class,
                        PersistenceUnitConfig.class,
                        DevServicesBuildTimeConfig.class,
                        BaselineConfig.class)
                .flatMap(mapping -> ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream())
                .sorted()
                .toList();
        Set<String> functionNames =
                functions.stream().map(BatonFunctionBuildItem::name).collect(Collectors.toUnmodifiableSet());
        recorder.check(names, functionNames);
    }
}
