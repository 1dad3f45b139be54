package dev.baton.runtime.journal;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.JournalConfig;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Forgets old rows of the journal, a few in each transaction. Of several processes of a namespace, one works at a time.
 * A process that does not write the journal forgets as well, so that nothing stays when all processes stop writing it.
 */
@Singleton
public class JournalExpiry {

    private static final int STEP = 500;
    private static final Duration REST = Duration.ofMillis(20);

    /** The delay after the start: waiting events are delivered first. */
    private static final Duration AFTER_START = Duration.ofSeconds(10);

    private final Database database;
    private final String namespace;
    private final JournalConfig config;
    private final RoundLoop loop;

    JournalExpiry(Database database, BatonModel model, SchemaCheck schema, BatonConfig config) {
        this.database = database;
        this.namespace = model.namespace();
        this.config = config.journal();
        this.loop = new RoundLoop("baton-journal-expiry", schema::awaitReady, this::round);
    }

    void start(@Observes StartupEvent event) {
        if (!config.expiryInterval().isZero()) {
            loop.startAfter(AFTER_START, config.expiryInterval());
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
    }

    /** Forgets up to 500 rows in one transaction, and returns how many. Blocks; not for the event loop. */
    public int forgetSome() {
        double seconds = config.retention().toMillis() / 1000.0;
        return (int) database.select(JournalSql.FORGET, namespace, seconds, STEP)
                .await()
                .indefinitely()
                .get(0)
                .bigint(0);
    }

    private Duration round() {
        return forgetSome() < STEP ? config.expiryInterval() : REST;
    }
}
