package dev.baton.runtime.relay;

import dev.baton.runtime.outbox.Slots;
import dev.baton.runtime.sql.AdvisoryLocks;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots that have due events that are not resting. Those that no other relay has are locked for this transaction.
 *
 * @param locked the slots that belong to this relay until the transaction ends
 * @param contended whether another relay is working on a slot with due events
 */
record DueSlots(List<Short> locked, boolean contended) {

    /** Excludes the resting topics, keys and lanes, which are parameters. See {@link OutboxRow#orderKey}. */
    static final String AND_NOT_RESTING = """
            and o.type <> all ($3::text[])
            and (cardinality($4::text[]) = 0
                or coalesce(o.key, o.attributes::json ->> 'id') not in (select unnest($4::text[])))
            and (cardinality($5::text[]) = 0
                or (o.type, coalesce(o.key, o.attributes::json ->> 'id'))
                    not in (select topic, key from unnest($5::text[], $6::text[]) as lane (topic, key)))""";

    /** The {@code case} ensures that only slots with due events are locked. */
    private static final String LOCK = """
            select slot, locked from (
                select slot, case when exists (
                    select 1 from baton_outbox o where o.slot = s.slot::smallint and o.not_before is null
                    """ + AND_NOT_RESTING + """
                    )
                  then pg_try_advisory_xact_lock($1, s.slot) end as locked
                from generate_series(0, $2 - 1) as s (slot)) as due
            where locked is not null""";

    static Uni<DueSlots> lock(Sql sql, Resting resting) {
        List<Object> parameters = new ArrayList<>(List.of(AdvisoryLocks.SPACE, Slots.COUNT));
        parameters.addAll(resting.parameters());
        return sql.select(LOCK, parameters.toArray()).map(rows -> {
            List<Short> locked = new ArrayList<>();
            for (Row row : rows) {
                if (row.bool(1)) {
                    locked.add((short) row.integer(0));
                }
            }
            return new DueSlots(locked, locked.size() < rows.size());
        });
    }
}
