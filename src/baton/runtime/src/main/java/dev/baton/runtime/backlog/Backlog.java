package dev.baton.runtime.backlog;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.schema.SchemaCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Looks at the tables every {@code baton.retry.watch-interval}: at what waits for functions, with one statement, and at
 * the outbox, unless the relay of this process has just found it empty. Metrics and health checks show what it found,
 * so the database does not notice how often a process is scraped.
 */
@Singleton
class Backlog {

    private final FunctionBacklogs functions;
    private final OutboxBacklog outbox;
    private final Duration interval;
    private final RoundLoop loop;

    Backlog(FunctionBacklogs functions, OutboxBacklog outbox, SchemaCheck schema, BatonConfig config) {
        this.functions = functions;
        this.outbox = outbox;
        this.interval = config.retry().watchInterval();
        this.loop = new RoundLoop("baton-backlog", schema::awaitReady, this::look);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
    }

    private Duration look() {
        functions.look();
        outbox.look();
        return interval;
    }
}
