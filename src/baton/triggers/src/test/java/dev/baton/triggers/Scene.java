package dev.baton.triggers;

import dev.baton.triggers.delivery.Backoff;
import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.filter.Filter;
import dev.baton.triggers.manifest.KafkaSink;
import dev.baton.triggers.manifest.Trigger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A broker with its subscribers and triggers, all of which end with it. */
final class Scene implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final TriggerBroker.Settings settings = EmbeddedKafka.settings();
    private TriggerBroker broker;

    Subscriber add(Subscriber subscriber) {
        parts.push(subscriber);
        return subscriber;
    }

    Producer start(Trigger... triggers) {
        broker = TriggerBroker.start(settings, List.of(triggers));
        return new Producer(broker);
    }

    Producer start(List<KafkaSink> sinks, Trigger... triggers) {
        broker = TriggerBroker.start(settings, List.of(triggers), sinks);
        return new Producer(broker);
    }

    TriggerBroker.Settings settings() {
        return settings;
    }

    void stop() {
        broker.close();
        broker = null;
    }

    TriggerBroker broker() {
        return broker;
    }

    static Trigger trigger(String type, URI subscriber) {
        return trigger(type, subscriber, delivery(0, null));
    }

    /** One that keeps the order within a partition. */
    static Trigger trigger(String type, URI subscriber, DeliverySpec delivery) {
        return new Trigger("on-" + type, new Filter.Exact(Map.of("type", type)), subscriber, delivery, true);
    }

    /** Returns a delivery that retries almost without a pause. */
    static DeliverySpec delivery(int retries, URI deadLetterSink) {
        Backoff backoff = new Backoff(Backoff.Policy.EXPONENTIAL, Duration.ofMillis(10), 0);
        return new DeliverySpec(
                retries, backoff, Duration.ofSeconds(30), Optional.empty(), Optional.ofNullable(deadLetterSink), false);
    }

    @Override
    public void close() throws Exception {
        if (broker != null) {
            broker.close();
        }
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
