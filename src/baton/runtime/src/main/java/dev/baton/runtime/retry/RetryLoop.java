package dev.baton.runtime.retry;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.schema.SchemaCheck;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Delivers the due events of the retry table on its own thread, once per poll interval. */
@Singleton
class RetryLoop {

    private static final Logger LOG = Logger.getLogger(RetryLoop.class);

    private final RetryRound round;
    private final Duration pollInterval;
    private final RoundLoop loop;

    RetryLoop(RetryRound round, SchemaCheck schema, BatonConfig config) {
        this.round = round;
        this.pollInterval = config.retry().pollInterval();
        this.loop = new RoundLoop("baton-retry", schema::awaitReady, this::redeliverAllDue);
    }

    void start(@Observes StartupEvent event) {
        if (round.needed()) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    private Duration redeliverAllDue() {
        while (round.redeliverDue() > 0 && !loop.stopped()) {
            LOG.trace("More events may be due");
        }
        return pollInterval;
    }
}
