package dev.baton.deployment;

import dev.baton.runtime.channel.ChannelStreams;
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
 * Build steps for the channels of Baton's own Kafka clients. They contain only the settings that make them channels.
 * All other defaults are in {@code ChannelDefaults}, because a default for a channel would hide the application's
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

    /** Declares an unused emitter as the other end of the channel, without which SmallRye logs a warning. */
    @BuildStep
    InjectedEmitterBuildItem otherEnd() {
        return InjectedEmitterBuildItem.of(
                BatonChannels.OUTBOX, MutinyEmitter.class.getName(), "UNBOUNDED_BUFFER", -1, false, -1);
    }

    @BuildStep
    void settings(BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        OUTBOX.forEach((name, value) ->
                defaults.produce(new RunTimeConfigurationDefaultBuildItem(BatonChannels.OUTBOX_PREFIX + name, value)));
        REPLIES.forEach((name, value) -> defaults.produce(
                new RunTimeConfigurationDefaultBuildItem(ChannelStreams.prefix(BatonChannels.REPLIES) + name, value)));
        // Baton creates the consumer of this channel itself. Under the name mp.messaging.*, Quarkus' own default would
        // hide this one.
        defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                "quarkus.messaging.incoming." + BatonChannels.REPLIES + ".enabled", "false"));
    }

    /**
     * Suppresses the message of SmallRye, at every start, that a channel is disabled, although Baton uses it. The
     * filter can't tell the channels apart.
     */
    @BuildStep
    LogCleanupFilterBuildItem disabledIsNoNews() {
        return new LogCleanupFilterBuildItem("io.smallrye.reactive.messaging.provider", "SRMSG00231: Incoming channel");
    }
}
