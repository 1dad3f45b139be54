package dev.baton.runtime.retry;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.sql.Database;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Knows when this process may next take an event from the retry table. Leases are due times, too: the event of a process
 * that has died is due when its lease ends.
 */
@Singleton
class NextDue {

    /** Looks at each function by itself, because many events of a function that runs elsewhere may be waiting. */
    private static final String LOOK = """
            select extract(epoch from first.due_at - clock_timestamp())::float8
            from unnest($2::text[]) as f (function) cross join lateral (
                select due_at from baton_retry
                where namespace = $1 and due_at is not null and function = f.function
                  and (needs_type is null or needs_type = any($3::text[]))
                order by due_at limit 1) as first
            order by first.due_at limit 1""";

    private static final double MILLIS = 1000;

    /** The answer when nothing waits. */
    private static final Duration LONG = Duration.ofDays(1);

    private final Database database;
    private final String namespace;
    private final String[] functions;
    private final String[] types;

    NextDue(Database database, BatonModel model) {
        this.database = database;
        this.namespace = model.namespace();
        this.functions = model.functions().stream().map(BatonFunction::name).toArray(String[]::new);
        this.types = model.eventTypes().keySet().toArray(String[]::new);
    }

    /** Returns the time until the first event is due, at most a day; zero if one is due. Blocks. */
    Duration in() {
        return database.select(LOOK, namespace, functions, types).await().indefinitely().stream()
                .map(row -> Math.ceil(Math.max(0, row.real(0)) * MILLIS))
                .map(millis -> millis < LONG.toMillis() ? Duration.ofMillis(millis.longValue()) : LONG)
                .findFirst()
                .orElse(LONG);
    }
}
