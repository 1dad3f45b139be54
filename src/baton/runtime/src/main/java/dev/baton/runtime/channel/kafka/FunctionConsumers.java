package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.channel.ChannelStreams;
import dev.baton.runtime.channel.FeedThread;
import dev.baton.runtime.channel.kafka.FunctionConsumer.Shared;
import dev.baton.runtime.schema.SchemaCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Triggers every function of the application with the events of its Kafka channel. */
@Singleton
class FunctionConsumers {

    private final BatonModel model;
    private final KafkaUse use;
    private final ConsumerGauges gauges;
    private final ConsumerLag lag;
    private final Shared shared;
    private List<FunctionConsumer> consumers = List.of();

    FunctionConsumers(
            BatonModel model,
            KafkaUse use,
            FunctionChannels channels,
            ChannelStreams streams,
            Topics topics,
            SchemaCheck schema,
            ConsumerGauges gauges,
            ConsumerLag lag) {
        this.model = model;
        this.use = use;
        this.gauges = gauges;
        this.lag = lag;
        this.shared = new Shared(channels, streams, topics, schema);
    }

    void start(@Observes StartupEvent event) {
        if (!use.consumes()) {
            return;
        }
        consumers = model.functions().stream()
                .filter(function -> shared.channels().latest(function).isPresent())
                .map(function -> new FunctionConsumer(function, shared))
                .toList();
        shared.topics().createInBackground();
        consumers.forEach(FunctionConsumer::start);
        consumers.forEach(gauges::show);
        if (!consumers.isEmpty()) {
            lag.start();
        }
    }

    /** Stops all consumers at once, before the connector closes its clients one after another. */
    void stop(@Observes Stopping event) throws InterruptedException {
        lag.stop();
        shared.topics().stop();
        FeedThread.stopAll(
                consumers.stream().<Runnable>map(consumer -> consumer::stop).toList());
        consumers = List.of();
    }

    List<FunctionConsumer> consumers() {
        return consumers;
    }
}
