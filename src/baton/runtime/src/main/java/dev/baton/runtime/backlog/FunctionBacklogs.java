package dev.baton.runtime.backlog;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.telemetry.Figures;
import dev.baton.runtime.telemetry.Figures.Backlog;
import dev.baton.runtime.telemetry.Figures.Name;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what waits for functions. A process with functions looks for its own. A process without functions looks for
 * all functions for which something waits, so that an operator learns of those, too, whose processes are all gone.
 */
@Singleton
class FunctionBacklogs {

    /** The most rows that are counted, because counting takes time in proportion to their number. */
    private static final int MOST_COUNTED = 10_000;

    /** The most functions that a process without functions tells of. */
    private static final int MOST_FUNCTIONS = 500;

    /**
     * The first event of a key is either due at some time or held. The other events are neither. The order ensures that
     * an index is read from its beginning, even if most rows of the table are of another function.
     */
    private static final String COUNTS = """
            select f.namespace, f.function,
                   (select count(*) from (
                       select 1 from baton_retry
                       where namespace = f.namespace and function = f.function and (due_at is not null or held)
                       order by parked_at limit $2) as first),
                   (select count(*) from (
                       select 1 from baton_retry
                       where namespace = f.namespace and function = f.function and held
                       order by parked_at limit $2) as held),
                   (select count(*) from (
                       select 1 from baton_retry
                       where namespace = f.namespace and function = f.function and (due_at is not null or held)
                         and parked_at < now() - make_interval(secs => $1)
                       order by parked_at limit $2) as long),
                   (select extract(epoch from now() - min(parked_at))::float8 from baton_retry
                    where namespace = f.namespace and function = f.function and (due_at is not null or held)),
                   array(select key from baton_retry
                         where namespace = f.namespace and function = f.function and (due_at is not null or held)
                           and parked_at < now() - make_interval(secs => $1) and key is not null
                         order by parked_at limit 5),
                   (select count(*) from (
                       select 1 from baton_retry
                       where namespace = f.namespace and function = f.function and due_at <= now()
                       order by due_at limit $2) as due),
                   (select count(*) from (
                       select 1 from baton_retry
                       where namespace = f.namespace and function = f.function and due_at < now() - interval '1 min'
                       order by due_at limit $2) as overdue),
                   (select count(*) from (
                       select 1 from baton_dead_letter
                       where namespace = f.namespace and function = f.function and state = 'open'
                       order by id limit $2) as letters)
            from""";

    private static final String LOOK =
            COUNTS + " (select $3::text as namespace, function from unnest($4::text[]) as f (function)) as f";

    /** Steps from one function to the next, so that the indexes serve any number of rows. */
    private static final String WAITING = """
            retries (namespace, function) as (
                (select namespace, function from baton_retry where due_at is not null or held
                 order by namespace, function limit 1)
                union all
                select next.namespace, next.function from retries as f cross join lateral (
                    select r.namespace, r.function from baton_retry r
                    where (r.due_at is not null or r.held) and (r.namespace, r.function) > (f.namespace, f.function)
                    order by r.namespace, r.function limit 1) as next),
            letters (namespace, function) as (
                (select namespace, function from baton_dead_letter where state = 'open'
                 order by namespace, function limit 1)
                union all
                select next.namespace, next.function from letters as f cross join lateral (
                    select l.namespace, l.function from baton_dead_letter l
                    where l.state = 'open' and (l.namespace, l.function) > (f.namespace, f.function)
                    order by l.namespace, l.function limit 1) as next),
            waiting as materialized (
                select namespace, function from retries union select namespace, function from letters)
            """;

    private static final String LOOK_FOR_ALL = "with recursive " + WAITING + COUNTS + """
             (select namespace, function from waiting where $3::text is null or namespace = $3
              order by namespace, function limit $4) as f""";

    private final Database database;
    private final Figures figures;
    private final BacklogGauges gauges;
    private final String namespace;
    private final String[] own;
    private final @Nullable String othersNamespace;
    private final double tooLong;

    FunctionBacklogs(Database database, Figures figures, BacklogGauges gauges, BatonModel model, BatonConfig config) {
        this.database = database;
        this.figures = figures;
        this.gauges = gauges;
        this.namespace = model.namespace();
        this.own = model.functions().stream().map(BatonFunction::name).toArray(String[]::new);
        this.othersNamespace = config.relay().namespace().orElse(null);
        this.tooLong = config.retry().parkedTooLong().toMillis() / 1000.0;
    }

    /** Looks at the tables with one statement. Blocks. */
    void look() {
        Map<Name, Backlog> found = new LinkedHashMap<>();
        for (Row row : rows().await().indefinitely()) {
            found.put(new Name(row.text(0), row.text(1)), backlog(row));
        }
        figures.backlogs(found);
        gauges.show(Collections.unmodifiableMap(found));
    }

    private Uni<List<Row>> rows() {
        return own.length > 0
                ? database.select(LOOK, tooLong, MOST_COUNTED, namespace, own)
                : database.select(LOOK_FOR_ALL, tooLong, MOST_COUNTED, othersNamespace, MOST_FUNCTIONS);
    }

    private static Backlog backlog(Row row) {
        String[] examples = row.textsOrNull(6);
        return new Backlog(
                row.bigint(2),
                row.bigint(3),
                row.bigint(4),
                row.bigint(2) == 0 ? 0 : row.real(5),
                examples == null ? List.of() : List.of(examples),
                row.bigint(7),
                row.bigint(8),
                row.bigint(9));
    }
}
