package dev.baton.runtime.schedule;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table of schedules. It has one row for each function, which all processes share. Only the database's clock
 * decides which rows are due, so processes whose clocks differ agree.
 */
@Singleton
class Plans {

    private static final String NOW = "select clock_timestamp()";

    /** A row with the same plan keeps its next time, because that time may have been missed. */
    private static final String PLAN = """
            insert into baton_schedule as s (namespace, function, cron, zone, next_at) values ($1, $2, $3, $4, $5)
            on conflict (namespace, function) do update
            set cron = excluded.cron, zone = excluded.zone, next_at = excluded.next_at
            where (s.cron, s.zone) <> (excluded.cron, excluded.zone)""";

    private static final String DUE = """
            select function from baton_schedule
            where namespace = $1 and function = any($2::text[]) and next_at <= clock_timestamp() order by next_at""";

    private static final String NEXT = """
            select extract(epoch from next_at - clock_timestamp())::float8 from baton_schedule
            where namespace = $1 and function = any($2::text[]) order by next_at limit 1""";

    private static final String LOCK = """
            select next_at, clock_timestamp() from baton_schedule
            where namespace = $1 and function = $2 and cron = $3 and zone = $4 and next_at <= clock_timestamp()
            for update skip locked""";

    /** Selects the plan of a release whose processes are all gone. A running process would have moved the plan on. */
    private static final String ORPHANED = """
            select 1 from baton_schedule
            where namespace = $1 and function = $2 and (cron, zone) <> ($3, $4)
              and next_at < clock_timestamp() - interval '1 minute'""";

    private static final String FIRED =
            "update baton_schedule set fired_at = $3, next_at = $4 where namespace = $1 and function = $2";

    private static final String REMOVE = "delete from baton_schedule where namespace = $1 and function = $2";

    private final String namespace;

    Plans(BatonModel model) {
        this.namespace = model.namespace();
    }

    /** A due time, and the current time of the database's clock. */
    record Due(Instant next, Instant now) {}

    Uni<Instant> now(Sql sql) {
        return sql.select(NOW).map(rows -> rows.get(0).time(0));
    }

    /** Sets the function's plan, unless the row already has this plan. */
    Uni<Void> plan(Sql sql, PlannedFunction function, Instant next) {
        CronPlan plan = function.plan();
        return sql.execute(PLAN, namespace, function.function(), plan.cron(), plan.zone(), next);
    }

    /** Returns the functions whose row is due, whichever plan the row holds. */
    Uni<List<String>> due(Sql sql, List<String> functions) {
        return sql.select(DUE, namespace, functions.toArray(String[]::new))
                .map(rows -> rows.stream().map(row -> row.text(0)).toList());
    }

    /**
     * Returns the seconds until the first of the functions is due, whichever plan the row holds. Empty if none has a
     * row.
     */
    Uni<Optional<Double>> next(Sql sql, List<String> functions) {
        return sql.select(NEXT, namespace, functions.toArray(String[]::new))
                .map(rows -> rows.stream().map(row -> row.real(0)).findFirst());
    }

    /**
     * Locks the row until the transaction ends. Empty when the row is not due, is locked by another process, or has
     * another plan.
     */
    Uni<Optional<Due>> lock(Sql sql, PlannedFunction function) {
        CronPlan plan = function.plan();
        return sql.select(LOCK, namespace, function.function(), plan.cron(), plan.zone())
                .map(rows -> rows.stream()
                        .map(row -> new Due(row.time(0), row.time(1)))
                        .findFirst());
    }

    Uni<Boolean> orphaned(Sql sql, PlannedFunction function) {
        CronPlan plan = function.plan();
        return sql.select(ORPHANED, namespace, function.function(), plan.cron(), plan.zone())
                .map(rows -> !rows.isEmpty());
    }

    Uni<Void> fired(Sql sql, String function, Instant time, Instant next) {
        return sql.execute(FIRED, namespace, function, time, next);
    }

    Uni<Void> remove(Sql sql, String function) {
        return sql.execute(REMOVE, namespace, function);
    }
}
