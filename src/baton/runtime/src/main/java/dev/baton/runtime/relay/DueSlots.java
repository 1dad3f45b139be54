package dev.baton.runtime.relay;

import dev.baton.runtime.sql.AdvisoryLocks;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots that have due events that are not resting.
 *
 * @param locked the number of those that belong to this relay until the transaction ends, because no other relay had
 *     them
 * @param contended whether another relay is working on a slot with due events
 */
record DueSlots(long locked, boolean contended) {

    /** Excludes the resting topics, keys and lanes, which are parameters. See {@link OutboxRow#orderKey}. */
    static final String AND_NOT_RESTING = """
            and o.type <> all ($3::text[])
            and (cardinality($4::text[]) = 0
                or coalesce(o.key, o.attributes::json ->> 'id') not in (select unnest($4::text[])))
            and (cardinality($5::text[]) = 0
                or (o.type, coalesce(o.key, o.attributes::json ->> 'id'))
                    not in (select topic, key from unnest($5::text[], $6::text[]) as lane (topic, key)))""";

    /**
     * Locks the slots, whose numbers are a setting of the transaction then. The statement that reads them can thereby
     * follow without waiting for the answer, and yet sees all that was committed before the slots were locked. The
     * {@code limit} ensures that one event of a slot is looked for, and not all events of all slots.
     */
    private static final String LOCK = """
            select set_config('baton.slots', coalesce(array_agg(slot) filter (where locked), '{}')::text, true),
                   count(*) filter (where locked), count(*) filter (where not locked)
            from (
                select s.slot, pg_try_advisory_xact_lock($1 # baton_schema_number(), s.slot) as locked
                from (select floor, (n - 1)::integer from unnest($2::bigint[]) with ordinality as f (floor, n)) as s (floor, slot)
                cross join lateral (
                    select 1 from baton_outbox o
                    where o.slot = s.slot::smallint and o.not_before is null and o.position > s.floor
                    """ + AND_NOT_RESTING + """
                    limit 1) as due) as tried""";

    /** The numbers of the locked slots, as an array; null outside of the transaction. */
    static final String LOCKED = "nullif(current_setting('baton.slots', true), '')::smallint[]";

    static Uni<List<Row>> lock(Sql sql, Long[] floors, Resting resting) {
        List<Object> parameters = new ArrayList<>(List.of(AdvisoryLocks.SPACE, floors));
        parameters.addAll(resting.parameters());
        return sql.select(LOCK, parameters.toArray());
    }

    /** Returns what {@link #lock} has locked. */
    static DueSlots of(List<Row> answer) {
        Row counts = answer.get(0);
        return new DueSlots(counts.bigint(1), counts.bigint(2) > 0);
    }

    /** Returns what a round reads of each locked slot at most. */
    Share share(long rows, long bytes) {
        long parts = Math.max(1, locked);
        return new Share(Math.max(Share.LEAST_ROWS, rows / parts), Math.max(1, bytes / parts));
    }
}
