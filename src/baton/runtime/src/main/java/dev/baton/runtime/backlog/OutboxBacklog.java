package dev.baton.runtime.backlog;

import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.telemetry.Figures;
import dev.baton.runtime.telemetry.Figures.Outbox;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import dev.baton.runtime.telemetry.Steady;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Counts the due events of the outbox, and knows how long the oldest of them has waited. Thread-safe. */
@Singleton
public class OutboxBacklog {

    /**
     * Runs seldom, so it is planned each time, and the plan suits the size that the table has then. The first event of
     * each slot is found by its index, which also skips delayed events.
     */
    private static final String LOOK = """
            select (select count(*) from (
                       select 1 from baton_outbox where not_before is null order by slot, position limit 10000) as due)
                   + (select count(*) from (
                       select 1 from baton_outbox where not_before <= now() order by not_before limit 10000) as late),
                   coalesce((
                       select min(first.position) from generate_series(0, 63) as s (slot) cross join lateral (
                           select position from baton_outbox
                           where slot = s.slot::smallint and not_before is null
                           order by position limit 1) as first), 0),
                   coalesce(pg_sequence_last_value('baton_outbox_position'::regclass), 0),
                   coalesce((
                       select extract(epoch from now() - not_before) from baton_outbox
                       where not_before <= now() order by not_before limit 1), 0)::float8""";

    private static final int MOST_COUNTED = 10_000;

    private final Database database;
    private final Figures figures;
    private final Clock clock;
    private final PositionTimes times = new PositionTimes();
    private boolean empty;

    OutboxBacklog(Database database, Figures figures, Meters meters, @Steady Clock clock) {
        this.database = database;
        this.figures = figures;
        this.clock = clock;
        meters.gauge(Metric.OUTBOX_EVENTS, figures, now -> now.outbox()
                .map(Outbox::events)
                .orElse(0L));
        meters.gauge(Metric.OUTBOX_OLDEST, figures, now -> now.outbox()
                .map(Outbox::oldestSeconds)
                .orElse(0.0));
    }

    /** Takes note that the relay has found no due event, which spares the next {@link #look}. */
    public synchronized void foundEmpty() {
        empty = true;
        times.forget();
        figures.outbox(Outbox.EMPTY);
    }

    /** Looks at the outbox with one statement, unless it was {@linkplain #foundEmpty found empty} since. Blocks. */
    synchronized void look() {
        if (empty) {
            empty = false;
            return;
        }
        Row row = database.ask(LOOK).await().indefinitely();
        Instant now = clock.instant();
        times.drawn(row.bigint(2), now);
        double waits = times.secondsSince(row.bigint(1), now);
        figures.outbox(new Outbox(Math.min(MOST_COUNTED, row.bigint(0)), Math.max(waits, row.real(3))));
    }
}
