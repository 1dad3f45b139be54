package dev.baton.runtime.relay;

import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.backlog.OutboxBacklog;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.RelayConfig;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.outbox.OutboxSignal;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.telemetry.DeliveryMetrics;
import dev.baton.runtime.wakeup.Activities;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Work;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs the relay on its own thread: after a commit of this process, immediately or as soon as events have gathered for
 * the next round; and for the events that other processes left, at each poll interval. While all processes are quiet,
 * it rests until a delayed event is due, or another process wakes it.
 */
@Singleton
class RelayLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(RelayLoop.class);
    private static final Duration CONTENDED = Duration.ofMillis(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** How long events may gather for the next round. */
    private static final Duration GATHERED = Duration.ofMillis(20);

    private final Relay relay;
    private final OutboxSignal signal;
    private final Activity activity;
    private final Database database;
    private final SchemaCheck schema;
    private final OutboxBacklog backlog;
    private final DeliveryMetrics metrics;
    private final RelayConfig config;
    private final Thread thread = new Thread(this, "baton-relay");
    private volatile boolean stopped;
    private long nextPromotion = System.nanoTime();

    RelayLoop(
            Relay relay,
            OutboxSignal signal,
            Activities activities,
            Database database,
            SchemaCheck schema,
            OutboxBacklog backlog,
            DeliveryMetrics metrics,
            BatonConfig config) {
        this.relay = relay;
        this.backlog = backlog;
        this.metrics = metrics;
        this.signal = signal;
        this.activity = activities.of(Work.OUTBOX);
        this.database = database;
        this.schema = schema;
        this.config = config.relay();
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
        if (config.enabled()) {
            signal.leaveToOthers(); // the deliveries that end with this process may still commit
        }
    }

    @Override
    public void run() {
        try {
            schema.awaitReady();
            Duration rest = round();
            while (!stopped) {
                rest = signal.await(rest) ? round() : activity.restUntil(rest, false, config.pollInterval());
            }
        } catch (InterruptedException e) {
            LOG.debug("Relay stopped");
        }
    }

    /** Looks for due events, and returns how long to sleep afterwards. */
    private Duration round() throws InterruptedException {
        try {
            return activity.quiet() ? lookFirst() : publishAll();
        } catch (RuntimeException | Error e) { // an error may end the round, but not the relay
            OutOfMemory.check(e);
            if (!stopped) {
                LOG.errorf("Relay failed; it retries: retryInMs=%d cause=%s", AFTER_FAILURE.toMillis(), e);
            }
            return AFTER_FAILURE;
        }
    }

    /** Spares the transaction of a round if one statement finds nothing to do. */
    private Duration lookFirst() throws InterruptedException {
        WaitingEvents waiting = WaitingEvents.lookAt(database);
        if (!waiting.due()) {
            backlog.foundEmpty();
            return activity.restUntil(waiting.untilDelayed(), true, config.pollInterval());
        }
        relay.lookFromTheBeginning();
        if (waiting.untilDelayed().isZero()) {
            nextPromotion = System.nanoTime();
        }
        return publishAll();
    }

    /** Publishes all due events. */
    private Duration publishAll() throws InterruptedException {
        Relay.Round round;
        long begun;
        do {
            promoteNowAndThen();
            long committed = signal.takeFirstCommit();
            begun = System.nanoTime();
            round = relay.publishDue();
            measure(committed, round);
        } while (round.published() > 0 && (round.more() || promotionIsDue()) && !stopped);
        if (round.published() > 0) {
            gather(System.nanoTime() - begun);
        }
        return round.more() || promotionIsDue() ? CONTENDED : activity.pollRest(config.pollInterval());
    }

    private void measure(long committed, Relay.Round round) {
        if (committed != 0 && round.published() > 0) {
            metrics.relayed(Duration.ofNanos(System.nanoTime() - committed));
        }
    }

    /**
     * Lets events gather for the next round for as long as the last one took. While events are committed one by one, the
     * relay thus takes at most half of the time, and publishes more of them at once the busier the machine is.
     */
    private static void gather(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.min(nanos, GATHERED.toNanos()));
    }

    /**
     * Promotes delayed events, but not after every commit, because committed events have to be published at once. If a
     * full batch was due, more events may be due, and the next round promotes again.
     */
    private void promoteNowAndThen() {
        if (promotionIsDue()) {
            boolean more = relay.promoteDelayed() >= config.batchSize();
            nextPromotion =
                    System.nanoTime() + (more ? 0 : config.pollInterval().toNanos());
        }
    }

    private boolean promotionIsDue() {
        return System.nanoTime() - nextPromotion >= 0;
    }
}
