package dev.baton.triggers;

import dev.baton.cloudevents.Event;
import dev.baton.embedded.Port;
import dev.baton.http.SlowHeads;
import dev.baton.triggers.delivery.Hops;
import dev.baton.triggers.delivery.Retry;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.http.Ingress;
import dev.baton.triggers.http.Problem;
import dev.baton.triggers.http.Sender;
import dev.baton.triggers.log.EventLog;
import dev.baton.triggers.log.LogReader;
import dev.baton.triggers.manifest.KafkaSink;
import dev.baton.triggers.manifest.Trigger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * A Broker and its Triggers in this process, for development and tests, not for production. Events that its ingress
 * answered with 202 are delivered at least once to each Trigger whose filter they match, even across a restart. It
 * listens only on 127.0.0.1.
 */
public final class TriggerBroker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TriggerBroker.class);
    private static final int PARTITIONS = 4;
    private static final int MOST_STREAMS = 256;

    private final Settings settings;
    private final Vertx vertx;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private int port;

    /**
     * The settings of a broker.
     *
     * @param bootstrapServers the Kafka broker that stores the events
     * @param topic the name of the topic that holds the events
     * @param port the port of the ingress; 0 selects a free port
     * @param atOnce the maximum number of concurrent requests to the subscriber of one Trigger
     */
    public record Settings(
            String bootstrapServers, String topic, int port, int atOnce, Ingress.Limits limits, Clock clock) {

        /**
         * Returns the default settings: topic {@code baton-local-broker}, 16 concurrent requests, bodies of up to 1 MiB,
         * batches of up to 1,000 events, and 10 s for the head of a request and for its body.
         */
        public static Settings of(String bootstrapServers, int port) {
            Ingress.Limits limits = new Ingress.Limits(1 << 20, 1_000, Duration.ofSeconds(10));
            return new Settings(bootstrapServers, "baton-local-broker", port, 16, limits, Clock.systemUTC());
        }
    }

    /** Starts a broker and blocks until it accepts and delivers events. */
    public static TriggerBroker start(Settings settings, List<Trigger> triggers) {
        return start(settings, triggers, List.of());
    }

    /**
     * Starts a broker and blocks until it accepts and delivers events; each sink is at {@code /sinks/<name>} on the
     * same port.
     */
    public static TriggerBroker start(Settings settings, List<Trigger> triggers, List<KafkaSink> sinks) {
        TriggerBroker broker = new TriggerBroker(settings);
        try {
            broker.open(triggers, sinks);
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private TriggerBroker(Settings settings) {
        this.settings = settings;
        VertxBuilder builder = new VertxBuilder().init();
        SlowHeads.limit(builder, settings.limits().time());
        this.vertx = builder.vertx();
    }

    /** Subscribes the Triggers before the ingress opens, so that they get every event. */
    private void open(List<Trigger> triggers, List<KafkaSink> sinks) {
        EventLog log = open(settings.topic(), PARTITIONS, false);
        Map<String, Ingress.Store> stores = new HashMap<>(Map.of(Ingress.PATH, events -> admit(log, events)));
        for (KafkaSink sink : sinks) {
            EventLog topic = open(sink.topic(), sink.partitions(), sink.structured());
            stores.put(Ingress.sink(sink.name()), events -> stored(topic.append(events)));
        }
        triggers.forEach(trigger -> subscribe(log, trigger));
        HttpServer server = vertx.createHttpServer(
                new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MOST_STREAMS)));
        server.requestHandler(new Ingress(settings.limits(), stores));
        port = await(server.listen(settings.port(), Port.HOST)).actualPort();
        parts.push(() -> await(server.close()));
    }

    private EventLog open(String topic, int partitions, boolean structured) {
        EventLog opened = EventLog.open(settings.bootstrapServers(), topic, partitions, structured);
        parts.push(opened);
        return opened;
    }

    private void subscribe(EventLog log, Trigger trigger) {
        Attempts attempts = new Attempts(
                vertx, new Sender(vertx, settings.atOnce()), new Retry(trigger.delivery(), settings.clock()));
        Subscription subscription = new Subscription(trigger, attempts, new Replies(events -> admit(log, events)));
        parts.push(subscription);
        LogReader reader = log.reader(trigger.name(), subscription::take);
        parts.push(reader);
    }

    /** Stores the events; fails with a {@link Problem} if one of them must not enter the broker. */
    private Future<Void> admit(EventLog log, List<Event> events) {
        List<Event> entered = new ArrayList<>(events.size());
        for (Event event : events) {
            Optional<Event> one = Hops.entered(event);
            if (one.isEmpty()) {
                return Future.failedFuture(usedUp(event));
            }
            entered.add(one.get());
        }
        return stored(log.append(entered));
    }

    private Future<Void> stored(CompletionStage<Void> appended) {
        return Future.fromCompletionStage(appended, vertx.getOrCreateContext());
    }

    private static Problem usedUp(Event event) {
        LOG.warnf(
                "Event rejected because it went round too often: eventType=%s eventSource=%s eventId=%s",
                event.getType(), event.getSource(), event.getId());
        return Problem.malformed("the event went round too often: its knativebrokerttl is used up");
    }

    public int port() {
        return port;
    }

    /** Returns the URL of the ingress, which is the value for {@code K_SINK}. */
    public URI ingress() {
        return URI.create("http://localhost:" + port + Ingress.PATH);
    }

    /** Stops the broker. Pending events stay undecided and are delivered again after the next start. Blocks. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
        await(vertx.close());
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warnf("A part of the local triggers did not close: cause=%s", e.toString());
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new TriggersException("The local triggers can't start or stop: " + e.getCause(), e.getCause());
        }
    }
}
