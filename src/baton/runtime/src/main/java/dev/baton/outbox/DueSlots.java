package dev.baton.outbox;

import dev.baton.sql.AdvisoryLocks;
import dev.baton.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots that have due events, locked for this transaction as far as no other relay has them.
 *
 * @param locked the slots that are ours until the transaction ends
 * @param contended whether another relay is at work on a slot with due events
 */
record DueSlots(List<Short> locked, boolean contended) {

    /** The {@code case} makes sure that only slots with due events are locked. */
    private static final String LOCK = """
            select slot, locked from (
                select slot, case when exists (
                    select 1 from baton_outbox o where o.slot = s.slot::smallint and o.not_before is null)
                  then pg_try_advisory_xact_lock($1, s.slot) end as locked
                from generate_series(0, $2 - 1) as s (slot)) as due
            where locked is not null""";

    static Uni<DueSlots> lock(Sql sql) {
        return sql.select(LOCK, AdvisoryLocks.SPACE, Slots.COUNT).map(rows -> {
            List<Short> locked = new ArrayList<>();
            for (Object[] row : rows) {
                if ((Boolean) row[1]) {
                    locked.add(((Integer) row[0]).shortValue());
                }
            }
            return new DueSlots(locked, locked.size() < rows.size());
        });
    }
}
