package dev.baton.runtime.retry;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.RetryConfig;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.telemetry.Meters;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which keys of this process's functions have events waiting in the retry table, and since when. The values are
 * refreshed every {@code baton.retry.watch-interval}. Gauges by function: {@code baton.parked.keys},
 * {@code baton.parked.too.long} (keys) and {@code baton.parked.oldest} (seconds).
 */
@Singleton
class ParkedKeys {

    /**
     * The events that wait for one function.
     *
     * @param keys how many keys wait, at most {@link #MOST_COUNTED}; events without a key count as one each
     * @param held how many of these wait for an operator, at most {@link #MOST_COUNTED}
     * @param tooLong how many of these wait longer than {@code baton.retry.parked-too-long}, at most
     *     {@link #MOST_COUNTED}
     * @param oldestSeconds how long the first of them has waited
     * @param examples some of the keys that wait too long, the oldest first
     */
    record Waiting(long keys, long held, long tooLong, double oldestSeconds, List<String> examples) {
        static final Waiting NOTHING = new Waiting(0, 0, 0, 0, List.of());
    }

    /** The most keys that are counted, because counting takes time in proportion to their number. */
    private static final int MOST_COUNTED = 10_000;

    /**
     * The first event of a key is either due at some time or held. The other events are neither. The order ensures that
     * an index is read from its beginning, even if most rows of the table are of another function.
     */
    private static final String LOOK = """
            select f.function,
                   (select count(*) from (
                       select 1 from baton_retry
                       where namespace = $1 and function = f.function and (due_at is not null or held)
                       order by parked_at limit $4) as first),
                   (select count(*) from (
                       select 1 from baton_retry
                       where namespace = $1 and function = f.function and held
                       order by parked_at limit $4) as held),
                   (select count(*) from (
                       select 1 from baton_retry
                       where namespace = $1 and function = f.function and (due_at is not null or held)
                         and parked_at < now() - make_interval(secs => $3)
                       order by parked_at limit $4) as long),
                   (select extract(epoch from now() - min(parked_at))::float8 from baton_retry
                    where namespace = $1 and function = f.function and (due_at is not null or held)),
                   array(select key from baton_retry
                         where namespace = $1 and function = f.function and (due_at is not null or held)
                           and parked_at < now() - make_interval(secs => $3) and key is not null
                         order by parked_at limit 5)
            from unnest($2::text[]) as f (function)""";

    private final Database database;
    private final String namespace;
    private final String[] functions;
    private final RetryConfig config;
    private final RoundLoop loop;
    private volatile Map<String, Waiting> waiting = Map.of();

    ParkedKeys(Database database, BatonModel model, SchemaCheck schema, BatonConfig config, Meters meters) {
        this.database = database;
        this.namespace = model.namespace();
        this.functions = model.functions().stream().map(BatonFunction::name).toArray(String[]::new);
        this.config = config.retry();
        this.loop = new RoundLoop("baton-parked", schema::awaitReady, this::look);
        for (String function : functions) {
            meters.gauge(
                    "baton.parked.keys", this, parked -> parked.of(function).keys(), "function", function);
            meters.gauge(
                    "baton.parked.too.long", this, parked -> parked.of(function).tooLong(), "function", function);
            meters.gauge(
                    "baton.parked.oldest", this, parked -> parked.of(function).oldestSeconds(), "function", function);
        }
    }

    void start(@Observes StartupEvent event) {
        if (functions.length > 0) {
            loop.start();
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
    }

    /** Returns the events that waited for the function at the last check. */
    Waiting of(String function) {
        return waiting.getOrDefault(function, Waiting.NOTHING);
    }

    List<String> functions() {
        return List.of(functions);
    }

    /** Checks the table and returns the pause before the next check. Blocks. */
    Duration look() {
        Map<String, Waiting> found = new HashMap<>();
        double tooLong = config.parkedTooLong().toMillis() / 1000.0;
        for (Row row : database.select(LOOK, namespace, functions, tooLong, MOST_COUNTED)
                .await()
                .indefinitely()) {
            if (row.bigint(1) > 0) {
                found.put(row.text(0), waiting(row));
            }
        }
        waiting = Map.copyOf(found);
        return config.watchInterval();
    }

    private static Waiting waiting(Row row) {
        String[] examples = row.textsOrNull(5);
        return new Waiting(
                row.bigint(1),
                row.bigint(2),
                row.bigint(3),
                row.real(4),
                examples == null ? List.of() : List.of(examples));
    }
}
