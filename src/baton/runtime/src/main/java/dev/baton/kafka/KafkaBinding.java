package dev.baton.kafka;

import dev.baton.config.BatonConfig;
import dev.baton.delivery.Delivery;
import dev.baton.delivery.DeliveryContexts;
import dev.baton.retry.Backoff;
import dev.baton.retry.RetryTerms;
import dev.baton.routing.BatonFunction;
import dev.baton.routing.BatonModel;
import dev.baton.schema.SchemaCheck;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Triggers every function of the application with the events of its topic. */
@Singleton
class KafkaBinding {

    private final BatonModel model;
    private final Delivery delivery;
    private final DeliveryContexts contexts;
    private final KafkaUse use;
    private final KafkaSettings settings;
    private final Topics topics;
    private final SchemaCheck schema;
    private final RetryTerms terms;
    private final BatonConfig config;
    private final List<ConsumerLoop> loops = new ArrayList<>();

    KafkaBinding(
            BatonModel model,
            Delivery delivery,
            DeliveryContexts contexts,
            KafkaUse use,
            KafkaSettings settings,
            Topics topics,
            SchemaCheck schema,
            RetryTerms terms,
            BatonConfig config) {
        this.model = model;
        this.delivery = delivery;
        this.contexts = contexts;
        this.use = use;
        this.settings = settings;
        this.topics = topics;
        this.schema = schema;
        this.terms = terms;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (!use.consumes()) {
            return;
        }
        for (BatonFunction function : model.functions()) {
            loops.add(new ConsumerLoop(lanes(function), settings, topics, schema, config.kafka()));
        }
        loops.forEach(ConsumerLoop::start);
        if (loops.isEmpty()) {
            topics.createInBackground();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(ConsumerLoop::stop);
        loops.forEach(ConsumerLoop::awaitStopped);
        loops.clear();
    }

    List<ConsumerLoop> loops() {
        return loops;
    }

    private PartitionLane.Setting lanes(BatonFunction function) {
        BatonConfig.Delivery setting = config.delivery();
        Backoff backoff = terms.of(function.name()).backoffInPlace();
        return new PartitionLane.Setting(function, delivery, contexts, backoff, setting.batchSize());
    }
}
