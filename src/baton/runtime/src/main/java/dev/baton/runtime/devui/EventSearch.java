package dev.baton.runtime.devui;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Looks for an event in all tables; in the outbox, among the first 10,000 rows. */
public class EventSearch {

    private static final String EVERYWHERE = """
            select 'handled by ' || f from unnest($2::text[]) f
            where exists (select from baton_inbox where key = baton_inbox_key($1, f, $3, $4))
            union all
            select 'waits in the outbox to be published' || coalesce(' at ' || not_before, '')
            from (select attributes, not_before from baton_outbox order by position limit 10000) waiting
            where attributes::json ->> 'source' = $3 and attributes::json ->> 'id' = $4
            union all
            select case when held then 'holds up its key, given up on by ' when attempts = 0 then 'parked, for '
                        else 'waits after ' || attempts || ' attempts, for ' end || function
                || coalesce(', due at ' || due_at, '') || coalesce(': ' || error_class || ': ' || error_message, '')
            from baton_retry where namespace = $1 and source = $3 and event_id = $4
            union all
            select 'dead letter ' || id || ' of ' || function || ' (' || state || '): ' || error_class || ': '
                || error_message
            from baton_dead_letter where namespace = $1 and source = $3 and event_id = $4""";

    private final Database database;
    private final BatonModel model;

    EventSearch(Database database, BatonModel model) {
        this.database = database;
        this.model = model;
    }

    /** Returns a sentence for each place where the event is. */
    Uni<List<String>> find(String source, String id) {
        String[] functions = model.functions().stream().map(BatonFunction::name).toArray(String[]::new);
        return database.select(EVERYWHERE, model.namespace(), functions, source, id)
                .map(rows -> rows.isEmpty()
                        ? List.of("not found: it is not stored, or was published and not handled here yet")
                        : rows.stream().map(EventSearch::place).toList());
    }

    private static String place(Row row) {
        return row.text(0);
    }
}
