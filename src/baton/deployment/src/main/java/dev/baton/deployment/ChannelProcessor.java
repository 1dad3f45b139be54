package dev.baton.deployment;

import dev.baton.runtime.channel.ChannelAssignment;
import dev.baton.runtime.channel.ChannelRecorder;
import dev.baton.runtime.channel.ChannelStreams;
import dev.baton.runtime.channel.kafka.ChannelRules;
import dev.baton.runtime.channel.kafka.FirstInterceptor;
import dev.baton.runtime.channel.kafka.LaneInterceptor;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.InjectedChannelBuildItem;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Build steps that give each function an incoming channel of the Kafka connector. They set only defaults. The defaults
 * of the Kafka client itself are in {@code ConsumerDefaults}: as configuration of the channel, they would override
 * {@code kafka.*}.
 */
class ChannelProcessor {

    private static final String AMQP = "smallrye-amqp";
    private static final String BYTES = ByteArrayDeserializer.class.getName();

    @BuildStep
    void kafka(
            NamespaceBuildItem namespace,
            ChannelAssignmentBuildItem assignment,
            List<EventTypeBuildItem> eventTypes,
            List<BatonFunctionBuildItem> functions,
            BuildProducer<ChannelBuildItem> channels,
            BuildProducer<InjectedChannelBuildItem> injected,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        Map<String, String> topics =
                eventTypes.stream().collect(Collectors.toMap(EventTypeBuildItem::type, EventTypeBuildItem::topic));
        for (BatonFunctionBuildItem function : functions) {
            if (assignment.of(function.name()).isPresent()) {
                continue;
            }
            channels.produce(ChannelBuildItem.incoming(function.name(), KafkaConnector.CONNECTOR_NAME));
            // The wiring treats a channel that nothing injects as a mistake.
            injected.produce(InjectedChannelBuildItem.of(function.name()));
            configuration(
                            namespace.name(),
                            function.name(),
                            topics.getOrDefault(function.inputType(), function.inputType()))
                    .forEach((key, value) -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                            ChannelStreams.prefix(function.name()) + key, value)));
            // Under the name mp.messaging.*, this default would be hidden by Quarkus' own.
            defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                    "quarkus.messaging.incoming." + function.name() + ".enabled", "${baton.kafka.enabled:true}"));
        }
    }

    /** Declares the channels from which functions take events instead of from their own Kafka channels. */
    @BuildStep
    void others(
            ChannelAssignmentBuildItem assignment,
            BuildProducer<ChannelBuildItem> channels,
            BuildProducer<InjectedChannelBuildItem> injected,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        for (String channel : assignment.channels().values()) {
            Optional<String> connector = ChannelAssignmentBuildItem.connector(ConfigProvider.getConfig(), channel);
            channels.produce(ChannelBuildItem.incoming(channel, connector.orElse(null)));
            injected.produce(InjectedChannelBuildItem.of(channel));
            if (connector.filter(AMQP::equals).isPresent()) {
                // Baton reads the events, because one that the connector can't read would end the channel.
                defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                        ChannelStreams.prefix(channel) + "cloud-events", "false"));
                // The connector's default strategy closes the AMQP clients of the whole process.
                defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                        ChannelStreams.prefix(channel) + "failure-strategy", "modified-failed"));
            }
        }
    }

    @BuildStep
    ChannelAssignmentBuildItem assignment(List<BatonFunctionBuildItem> functions) {
        return ChannelAssignmentBuildItem.read(
                ConfigProvider.getConfig(),
                functions.stream().map(BatonFunctionBuildItem::name).toList());
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem assignmentAtRunTime(ChannelRecorder recorder, ChannelAssignmentBuildItem assignment) {
        return SyntheticBeanBuildItem.configure(ChannelAssignment.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.assignment(assignment.channels()))
                .done();
    }

    /** Excludes the reader for AMQP if the application does not have the connector, because it can't be loaded then. */
    @BuildStep
    void readers(BuildProducer<ExcludedTypeBuildItem> excluded) {
        if (!QuarkusClassLoader.isClassPresentAtRuntime("io.smallrye.reactive.messaging.amqp.IncomingAmqpMetadata")) {
            excluded.produce(new ExcludedTypeBuildItem("dev.baton.runtime.channel.AmqpReader"));
        }
    }

    private static Map<String, String> configuration(String namespace, String function, String topic) {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("connector", KafkaConnector.CONNECTOR_NAME);
        configuration.put("topic", topic);
        configuration.put("group.id", namespace + "." + function);
        configuration.put("client-id-prefix", namespace + ".");
        configuration.put("batch", "true");
        configuration.put("key.deserializer", BYTES);
        configuration.put("value.deserializer", BYTES);
        configuration.put("commit-strategy", ChannelRules.STRATEGY);
        configuration.put("failure-strategy", ChannelRules.STRATEGY);
        // The application must start even if the broker is not available.
        configuration.put("lazy-client", "true");
        configuration.put("pause-if-no-requests", "false");
        configuration.put("poll-timeout", "250");
        // Baton replaces a consumer whose poll fails.
        configuration.put("retry", "false");
        configuration.put("graceful-shutdown", "false");
        configuration.put("cloud-events", "false");
        configuration.put("tracing-enabled", "false");
        configuration.put("health-enabled", "false");
        return configuration;
    }

    /** Registers the interceptor, which the Kafka client creates by name. */
    @BuildStep
    void interceptor(
            ChannelAssignmentBuildItem assignment,
            List<BatonFunctionBuildItem> functions,
            BuildProducer<ReflectiveClassBuildItem> classes) {
        if (functions.stream()
                .anyMatch(function -> assignment.of(function.name()).isEmpty())) {
            classes.produce(ReflectiveClassBuildItem.builder(FirstInterceptor.class, LaneInterceptor.class)
                    .reason("interceptor of the consumers of Baton's functions")
                    .build());
        }
    }
}
