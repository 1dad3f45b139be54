package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.KafkaConfig;
import dev.baton.runtime.delivery.LaneSettings;
import io.smallrye.reactive.messaging.kafka.KafkaCDIEvents;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;

/** The Kafka consumers of the functions' channels, each with its lanes. */
@Singleton
class FunctionChannels {

    /**
     * A channel's consumer and its lanes.
     *
     * @param reportFailure closes the consumer when the failure is reported as fatal
     */
    record Connected(ChannelLanes lanes, KafkaConsumer<?, ?> consumer, BiConsumer<Throwable, Boolean> reportFailure) {}

    private final BatonModel model;
    private final LaneSettings settings;
    private final BatonConfig config;
    private final ConsumerMemory memory;
    private final KafkaCDIEvents events;
    private final Set<Object> ended = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Map<String, Connected> latest = new ConcurrentHashMap<>();

    FunctionChannels(
            BatonModel model, LaneSettings settings, BatonConfig config, ConsumerMemory memory, KafkaCDIEvents events) {
        this.model = model;
        this.settings = settings;
        this.config = config;
        this.memory = memory;
        this.events = events;
    }

    /** Connects a new consumer to its lanes. */
    ChannelLanes connect(String channel, KafkaConsumer<?, ?> consumer, BiConsumer<Throwable, Boolean> reportFailure) {
        BatonFunction function = model.function(channel).orElseThrow(() -> ChannelRules.notOfAFunction(channel));
        LaneInterceptor.Link link = LaneInterceptor.Link.of(consumer.configuration());
        if (link == null || !LaneInterceptor.Link.isLast(consumer.configuration())) {
            throw ChannelRules.withoutInterceptor(channel);
        }
        KafkaConfig kafka = config.kafka();
        ChannelLanes.Bounds bounds = new ChannelLanes.Bounds(
                kafka.drainTimeout(),
                kafka.commitInterval(),
                memory.maxRecordSize(),
                memory.unpacked(),
                memory.waiting());
        ChannelLanes lanes = new ChannelLanes(settings.of(function), bounds, consumer);
        link.to(lanes);
        latest.put(channel, new Connected(lanes, consumer, reportFailure));
        return lanes;
    }

    /**
     * Returns the latest consumer of the function's channel; empty when the channel is disabled or is not a Kafka
     * channel.
     */
    Optional<Connected> latest(BatonFunction function) {
        return Optional.ofNullable(latest.get(function.name()));
    }

    /**
     * Ends the metrics of a closed client, which have their own thread. Quarkus ends them when it receives the client's
     * event a second time.
     */
    void endMetrics(Connected closed) {
        Consumer<?, ?> client = closed.consumer().unwrap();
        if (client != null && ended.add(client)) {
            events.consumer().fire(client);
        }
    }

    /** Returns the functions that have a Kafka channel in this process. */
    List<BatonFunction> functions() {
        return model.functions().stream()
                .filter(function -> latest.containsKey(function.name()))
                .toList();
    }

    /**
     * Returns the incoming channels that this process may read: those of its functions or, without functions, the
     * channel of replies.
     */
    List<String> readers() {
        if (model.functions().isEmpty()) {
            return config.kafka().enabled() ? List.of(BatonChannels.REPLIES) : List.of();
        }
        return functions().stream().map(BatonFunction::name).toList();
    }
}
