package dev.baton.runtime.relay.http;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.RelayConfig;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.EventSink;
import dev.baton.runtime.relay.Resting;
import dev.baton.runtime.relay.http.SinkAnswer.Never;
import dev.baton.runtime.relay.http.SinkAnswer.NotNow;
import dev.baton.runtime.relay.http.SinkAnswer.Taken;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import dev.baton.runtime.telemetry.PublishTraces;
import dev.baton.runtime.telemetry.SendTrace;
import dev.baton.runtime.telemetry.Steady;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Publishes to an address, as a sender of Knative's data plane contract: events of one key one after another, several
 * keys at once. An event that the sink does not accept now stays in the outbox and is sent again after a pause. An
 * event that the sink rejects lets later events pass. The gauge {@code baton.relay.stuck} shows, as that of the topic
 * {@code K_SINK}, for how many seconds the sink has accepted nothing.
 */
@Singleton
class HttpSink implements EventSink {

    private static final Logger LOG = Logger.getLogger(HttpSink.class);

    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** An event, and the future that its sender waits for. */
    private record Sending(OutboxRow event, CompletableFuture<Void> sent) {}

    /** The events of one key, in order, or a single event without a key. See {@link OutboxRow#lane}. */
    private record Lane(String key, Queue<Sending> events) {}

    private final Optional<URI> sink;
    private final SinkPauses pauses;
    private final SinkTrouble trouble;
    private final RelayConfig config;
    private final Vertx vertx;
    private final PublishTraces traces;
    private final Optional<SinkClient> client;

    HttpSink(Vertx vertx, Meters meters, PublishTraces traces, @Steady Clock clock, BatonConfig config) {
        this.vertx = vertx;
        this.traces = traces;
        this.config = config.relay();
        this.sink = this.config.sink();
        this.pauses = new SinkPauses(Backoff.of(this.config.sinkDelay(), this.config.sinkMaxDelay()), clock);
        this.trouble = new SinkTrouble(clock);
        this.client = sink.map(address -> new SinkClient(vertx, address, this.config));
        if (chosen()) {
            meters.gauge(Metric.RELAY_STUCK, trouble, SinkTrouble::seconds, "K_SINK");
        }
    }

    @Override
    public boolean chosen() {
        return sink.isPresent();
    }

    @Override
    public Resting resting() {
        return pauses.all() ? Resting.ALL : new Resting(false, Set.of(), pauses.keys(), Set.of());
    }

    @Override
    public Map<String, String> troubles() {
        return trouble.description()
                .map(what -> Map.of(sink.orElseThrow().toString(), what))
                .orElse(Map.of());
    }

    /** A request may take twice the sink's timeout, and ends by itself. */
    @Override
    public Duration patience() {
        return config.sinkTimeout().multipliedBy(2).plus(MARGIN);
    }

    @Override
    public List<CompletionStage<Void>> send(List<OutboxRow> events) {
        List<CompletionStage<Void>> sent = new ArrayList<>(events.size());
        Map<String, Lane> lanes = new LinkedHashMap<>();
        for (OutboxRow event : events) {
            Sending sending = new Sending(event, new CompletableFuture<>());
            sent.add(sending.sent());
            lanes.computeIfAbsent(event.orderKey(), key -> new Lane(key, new ConcurrentLinkedQueue<>()))
                    .events()
                    .add(sending);
        }
        Queue<Lane> waiting = new ConcurrentLinkedQueue<>(lanes.values());
        for (int i = 0; i < config.sinkConcurrency(); i++) {
            vertx.runOnContext(ignored -> sendNextLane(waiting));
        }
        return sent;
    }

    private void sendNextLane(Queue<Lane> waiting) {
        Lane lane = waiting.poll();
        if (lane != null) {
            sendNext(lane, waiting);
        }
    }

    private void sendNext(Lane lane, Queue<Lane> waiting) {
        Sending next = lane.events().poll();
        if (next == null) {
            sendNextLane(waiting);
        } else if (pauses.paused(lane.key())) {
            giveUp(lane, next, "the sink is not called for a while");
            vertx.runOnContext(ignored -> sendNextLane(waiting));
        } else {
            Instant begunAt = pauses.now();
            post(next.event()).onSuccess(answer -> {
                settle(lane, next, answer, begunAt);
                sendNext(lane, waiting);
            });
        }
    }

    private Future<SinkAnswer> post(OutboxRow event) {
        SendTrace trace = traces.toSink(sink.orElseThrow().toString(), event.attributes());
        return trace.during(() -> client.orElseThrow().post(event)).onSuccess(answer -> answer.end(trace));
    }

    private void settle(Lane lane, Sending sending, SinkAnswer answer, Instant begunAt) {
        if (answer instanceof Taken) {
            pauses.taken(lane.key(), begunAt);
            trouble.ended();
            sending.sent().complete(null);
        } else if (answer instanceof Never never) {
            LOG.errorf(
                    "Event rejected by the sink; it stays in the outbox and is retried later: topic=%s"
                            + " eventId=%s cause=%s sink=%s",
                    sending.event().topic(), sending.event().id(), never.why(), sink.get());
            sending.sent().completeExceptionally(new EventSink.Refused(never.why()));
        } else if (answer instanceof NotNow notNow) {
            Duration pause = pauses.failed(lane.key(), notNow, begunAt);
            if (notNow.away()) {
                trouble.failed(notNow.why(), pause.plus(patience()));
            }
            LOG.warnf(
                    "Event not accepted by the sink; it stays in the outbox: topic=%s eventId=%s cause=%s retryInMs=%d",
                    sending.event().topic(), sending.event().id(), notNow.why(), pause.toMillis());
            giveUp(lane, sending, notNow.why());
        }
    }

    /** Fails the event and all later events of its key, which must not overtake it. */
    private static void giveUp(Lane lane, Sending first, String why) {
        for (Sending event = first; event != null; event = lane.events().poll()) {
            event.sent().completeExceptionally(new NotSent(why));
        }
    }

    @PreDestroy
    void close() {
        client.ifPresent(SinkClient::close);
    }
}
