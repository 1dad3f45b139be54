package dev.baton.runtime.inbox;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.InboxConfig;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Forgets events that were handled long ago, a few in each transaction. After each transaction, it rests for as long as
 * the transaction took, so that deliveries can continue. Of several processes of a namespace, one works at a time. Each
 * namespace has its own retention.
 */
@Singleton
public class InboxExpiry {

    private static final Duration LEAST_REST = Duration.ofMillis(5);

    private static final String FORGET = """
            with old as materialized (
                select ctid from baton_inbox
                where (select pg_try_advisory_xact_lock(hashtextextended('baton_inbox/' || $1, 0)))
                  and namespace = $1 and handled_at < now() - make_interval(secs => $2)
                order by handled_at limit $3 for update skip locked),
            forgotten as (
                delete from baton_inbox where ctid = any (array(select ctid from old)) returning 1)
            select count(*) from forgotten""";

    /**
     * The delay after the start: late enough for waiting events to be delivered first, and early enough for a process
     * that is scaled to zero again.
     */
    private static final Duration AFTER_START = Duration.ofSeconds(10);

    private final Database database;
    private final String namespace;
    private final InboxConfig config;
    private final RoundLoop loop;

    InboxExpiry(Database database, BatonModel model, SchemaCheck schema, BatonConfig config) {
        this.database = database;
        this.namespace = model.namespace();
        this.config = config.inbox();
        this.loop = new RoundLoop("baton-inbox-expiry", schema::awaitReady, this::round);
    }

    void start(@Observes StartupEvent event) {
        if (!config.expiryInterval().isZero()) {
            loop.startAfter(AFTER_START.compareTo(config.expiryInterval()) < 0 ? AFTER_START : config.expiryInterval());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    /**
     * Forgets up to {@code baton.inbox.expiry-step} events in one transaction, and returns how many it forgot. Blocks;
     * not for the event loop.
     */
    public int forgetSome() {
        double seconds = config.retention().toMillis() / 1000.0;
        Row row = database.select(FORGET, namespace, seconds, config.expiryStep())
                .await()
                .indefinitely()
                .get(0);
        return (int) row.bigint(0);
    }

    private Duration round() {
        long begun = System.nanoTime();
        if (forgetSome() < config.expiryStep()) {
            return config.expiryInterval();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return took.compareTo(LEAST_REST) < 0 ? LEAST_REST : took;
    }
}
