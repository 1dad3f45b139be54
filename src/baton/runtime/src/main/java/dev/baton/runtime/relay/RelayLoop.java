package dev.baton.runtime.relay;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.RelayConfig;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.outbox.OutboxSignal;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.wakeup.Activities;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Work;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Runs the relay on its own thread: immediately after a commit of this process, and for the events that other processes
 * left, at each poll interval. While all processes are quiet, it rests until a delayed event is due, or another process
 * wakes it.
 */
@Singleton
class RelayLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(RelayLoop.class);
    private static final Duration CONTENDED = Duration.ofMillis(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Relay relay;
    private final OutboxSignal signal;
    private final Activity activity;
    private final Database database;
    private final SchemaCheck schema;
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
            BatonConfig config) {
        this.relay = relay;
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

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
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
    private Duration round() {
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
    private Duration lookFirst() {
        WaitingEvents waiting = WaitingEvents.lookAt(database);
        if (!waiting.due()) {
            return activity.restUntil(waiting.untilDelayed(), true, config.pollInterval());
        }
        relay.lookFromTheBeginning();
        if (waiting.untilDelayed().isZero()) {
            nextPromotion = System.nanoTime();
        }
        return publishAll();
    }

    /** Publishes all due events. */
    private Duration publishAll() {
        Relay.Round round;
        do {
            promoteNowAndThen();
            round = relay.publishDue();
        } while (round.published() > 0 && !stopped);
        return round.more() || promotionIsDue() ? CONTENDED : activity.pollRest(config.pollInterval());
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
