package dev.baton.runtime.deadletter;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.DeadLettersConfig;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Deletes the dead letters that were replayed or discarded long ago, with their audit, a few in each transaction. What
 * counts is the last operation. A dead letter that is open, because nobody has decided or because it failed again, stays
 * with its whole audit. Of several processes of a namespace, one works at a time.
 */
@Singleton
public class DeadLetterExpiry {

    private static final int STEP = 1_000;
    private static final Duration REST = Duration.ofMillis(100);

    /** The delay after the start: waiting events are delivered first. */
    private static final Duration AFTER_START = Duration.ofSeconds(10);

    private static final String FORGET = """
            with old as materialized (
                select a.dead_letter from baton_dead_letter_audit a
                where (select pg_try_advisory_xact_lock(hashtextextended('baton_dead_letter/' || $1, baton_schema_number())))
                  and a.performed_at < now() - make_interval(secs => $2)
                  and exists (select 1 from baton_dead_letter l
                              where l.id = a.dead_letter and l.namespace = $1 and l.state <> 'open')
                  and not exists (select 1 from baton_dead_letter_audit later
                                  where later.dead_letter = a.dead_letter and later.id > a.id)
                order by a.performed_at limit $3),
            closed as materialized (
                select id from baton_dead_letter
                where id = any (array(select dead_letter from old)) and state <> 'open' for update skip locked),
            audit as (
                delete from baton_dead_letter_audit where dead_letter = any (array(select id from closed))),
            forgotten as (
                delete from baton_dead_letter where id = any (array(select id from closed)) returning 1)
            select count(*) from forgotten""";

    private final Database database;
    private final String namespace;
    private final DeadLettersConfig config;
    private final RoundLoop loop;

    DeadLetterExpiry(Database database, BatonModel model, SchemaCheck schema, BatonConfig config) {
        this.database = database;
        this.namespace = model.namespace();
        this.config = config.deadLetters();
        this.loop = new RoundLoop("baton-dead-letter-expiry", schema::awaitReady, this::round);
    }

    void start(@Observes StartupEvent event) {
        if (!config.expiryInterval().isZero()) {
            loop.startAfter(AFTER_START, config.expiryInterval());
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
    }

    /** Deletes up to 1,000 dead letters in one transaction, and returns how many. Blocks; not for the event loop. */
    public int forgetSome() {
        double seconds = config.retention().toMillis() / 1000.0;
        return (int) database.select(FORGET, namespace, seconds, STEP)
                .await()
                .indefinitely()
                .get(0)
                .bigint(0);
    }

    private Duration round() {
        return forgetSome() < STEP ? config.expiryInterval() : REST;
    }
}
