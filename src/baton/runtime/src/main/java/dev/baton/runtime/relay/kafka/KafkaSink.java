package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.channel.kafka.BrokerAdmin;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.EventSink;
import dev.baton.runtime.relay.Resting;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import dev.baton.runtime.telemetry.PublishTraces;
import dev.baton.runtime.telemetry.Steady;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to Kafka with the producer of the channel {@code baton-outbox}. All versions of a type have one topic, and
 * each key has one partition. The gauge {@code baton.relay.stuck} shows, by topic, for how many seconds a topic or one
 * of its partitions has not been writable.
 */
@Singleton
class KafkaSink implements EventSink {

    private final OutboxProducer producers;
    private final PublishTraces traces;
    private final boolean chosen;
    private final TopicTrial trial;
    private final RestingPlaces places;
    private final Meters meters;
    private final Set<String> metered = ConcurrentHashMap.newKeySet();
    private @Nullable KafkaRound round;

    KafkaSink(
            OutboxProducer producers,
            BrokerAdmin broker,
            Meters meters,
            PublishTraces traces,
            @Steady Clock clock,
            BatonConfig config) {
        this.producers = producers;
        this.traces = traces;
        this.chosen = config.relay().sink().isEmpty();
        this.trial = new TopicTrial(broker::describe, producers::settings);
        this.places = new RestingPlaces(trial, clock);
        this.meters = meters;
    }

    @Override
    public boolean chosen() {
        return chosen;
    }

    @Override
    public Resting resting() {
        places.troubles().keySet().forEach(this::meter); // here, because a callback may have found them after a round
        return producers.isResting() ? Resting.ALL : places.now();
    }

    /**
     * Sends all events with one producer. If the producer fails, no event is sent after the record with which it
     * failed.
     */
    @Override
    public List<CompletionStage<Void>> send(List<OutboxRow> events) {
        try {
            KafkaRound next = new KafkaRound(producers, places, traces);
            round = next;
            return next.send(events);
        } catch (KafkaException e) { // for example, the broker's name can't be resolved
            CompletionStage<Void> failed = CompletableFuture.failedFuture(e);
            return Collections.nCopies(events.size(), failed);
        }
    }

    @Override
    public Duration patience() {
        return places.patience();
    }

    @Override
    public void givenUp(List<OutboxRow> events) {
        KafkaRound last = round;
        if (last != null) {
            last.giveUp(patience().toMillis());
        }
    }

    @Override
    public boolean available() {
        return !producers.isResting();
    }

    @Override
    public Map<String, String> troubles() {
        return places.troubles();
    }

    private void meter(String topic) {
        if (metered.add(topic)) {
            meters.gauge(Metric.RELAY_STUCK, places, resting -> resting.seconds(topic), topic);
        }
    }

    @PreDestroy
    void close() {
        trial.close();
    }
}
