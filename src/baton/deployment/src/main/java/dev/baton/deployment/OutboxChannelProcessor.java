package dev.baton.deployment;

import dev.baton.runtime.channel.kafka.BatonChannels;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.logging.LogCleanupFilterBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.InjectedEmitterBuildItem;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The channels of Baton's own Kafka clients. Here is only what makes them channels; what they are set to where the
 * application says nothing is in {@code ChannelDefaults}, since a default of a channel would hide the application's
 * {@code kafka.*}.
 */
class OutboxChannelProcessor {

    private static final Map<String, String> OUTBOX = Map.of(
            "connector", KafkaConnector.CONNECTOR_NAME,
            "key.serializer", StringSerializer.class.getName(),
            "value.serializer", ByteArraySerializer.class.getName(),
            "lazy-client", "true",
            "cloud-events", "false",
            "health-enabled", "false",
            "tracing-enabled", "false");

    private static final Map<String, String> REPLIES = Map.of(
            "connector", KafkaConnector.CONNECTOR_NAME,
            "key.deserializer", StringDeserializer.class.getName(),
            "value.deserializer", ByteArrayDeserializer.class.getName());

    @BuildStep
    ChannelBuildItem outbox() {
        return ChannelBuildItem.outgoing(BatonChannels.OUTBOX, KafkaConnector.CONNECTOR_NAME);
    }

    /** Nobody uses this emitter. It is the other end of the channel, without which SmallRye warns. */
    @BuildStep
    InjectedEmitterBuildItem otherEnd() {
        return InjectedEmitterBuildItem.of(
                BatonChannels.OUTBOX, MutinyEmitter.class.getName(), "UNBOUNDED_BUFFER", -1, false, -1);
    }

    @BuildStep
    void settings(BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        OUTBOX.forEach((name, value) -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                "mp.messaging.outgoing." + BatonChannels.OUTBOX + "." + name, value)));
        REPLIES.forEach((name, value) -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                "mp.messaging.incoming." + BatonChannels.REPLIES + "." + name, value)));
        // Baton makes the consumer of this channel itself. Quarkus' own default hides this one under its other name.
        defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                "quarkus.messaging.incoming." + BatonChannels.REPLIES + ".enabled", "false"));
    }

    /**
     * SmallRye logs at every start that a channel is disabled, though Baton uses it. The filter can't tell the
     * channels apart.
     */
    @BuildStep
    LogCleanupFilterBuildItem disabledIsNoNews() {
        return new LogCleanupFilterBuildItem("io.smallrye.reactive.messaging.provider", "SRMSG00231: Incoming channel");
    }
}
