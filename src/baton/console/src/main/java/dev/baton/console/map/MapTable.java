package dev.baton.console.map;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads what the tables tell of the functions of all processes of this namespace. Counts end at 100,000. */
@Singleton
class MapTable {

    private static final String TOTALS = """
            select (select count(*) from (select 1 from baton_outbox where not_before is null limit 100000) o),
                   (select count(*) from (select 1 from baton_outbox where not_before is not null limit 100000) d)""";

    private static final String BY_FUNCTION = """
            select function, coalesce(l.letters, 0), coalesce(r.waiting, 0),
                   coalesce(r.held, 0), coalesce(r.overdue, 0), s.next_at
            from (select function, count(*) as letters from baton_dead_letter
                  where namespace = $1 and state = 'open' group by function) l
            full join (select function, count(*) as waiting, count(*) filter (where held) as held,
                              count(*) filter (where due_at < now() - interval '1 minute') as overdue
                       from baton_retry where namespace = $1 and (due_at is not null or held) group by function) r
                using (function)
            full join (select function, next_at from baton_schedule where namespace = $1) s using (function)""";

    private final Database database;
    private final String namespace;

    MapTable(Database database, BatonModel model) {
        this.database = database;
        this.namespace = model.namespace();
    }

    Uni<Row> totals() {
        return database.select(TOTALS).map(rows -> rows.get(0));
    }

    Uni<List<Row>> byFunction() {
        return database.select(BY_FUNCTION, namespace);
    }
}
