package dev.baton.runtime.relay;

import dev.baton.runtime.outbox.Slots;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The floors of the slots: no due event will ever appear at a position at or below the floor of its slot, so rounds look
 * only above it. Without floors, rounds walk over all deleted rows that are kept for an old snapshot, such as that of
 * {@code pg_dump}. Floors are in memory, because they only save work. Thread-safe.
 *
 * <p>They rest on one rule: a transaction has its id before it draws a position. A round reads the last drawn position,
 * and <em>after</em> that takes the id of its own transaction. Transactions that drew up to that position therefore have
 * lower ids. Once a later round sees that all of these have ended, it sees all rows that will ever exist up to that
 * position, which is <em>settled</em>. What it finds there comes above the floors. The commit of such a round waits for
 * the disk, so that a crash does not bring back what was deleted below a floor, or positions that were drawn.
 */
@Singleton
class Floors {

    /**
     * Columns of the first statement of a round: the last drawn position, the id below which all transactions have ended,
     * and what changes when the server restarts or another one takes its place. The function reads the sequence under a
     * lock. A query of the sequence may see a value that was not drawn yet, while another session writes it to the log.
     */
    static final String BASIS = """
            coalesce(pg_sequence_last_value('baton_outbox_position'::regclass), 0),
            pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
            concat(extract(epoch from pg_postmaster_start_time()), '/', 'baton_outbox_position'::regclass::oid)""";

    private static final String ID = "select pg_current_xact_id()::text::bigint";

    /**
     * Returns the first event of each slot between its floor and the settled position, resting or not; 0 if there is
     * none. The message makes the commit wait for the disk even if the round has deleted nothing.
     */
    private static final String FIRST_LEFT = """
            with logged as materialized (
                select set_config('synchronous_commit', 'local', true), pg_logical_emit_message(true, 'baton', ''),
                       pg_current_xact_id()::text::bigint as id)
            select coalesce((select o.position from baton_outbox o
                             where o.slot = (f.n - 1)::smallint and o.not_before is null
                               and o.position > f.floor and o.position <= $2
                             order by o.position limit 1), 0),
                   logged.id
            from logged cross join unnest($1::bigint[]) with ordinality as f (floor, n)
            order by f.n""";

    /** How many positions may be settled before the floors follow, and about how many deleted rows a round walks over. */
    private static final long STEP = 2048;

    /** The floors above which a round looks, and the last position that was known to be drawn when it began. */
    record Basis(Long[] floors, int generation, long lastDrawn) {}

    /** A position that is settled as soon as all transactions with lower ids have ended. */
    private record Settling(long position, long id) {}

    /** What becomes known with the commit of a round. */
    record Outcome(
            int generation,
            Long @Nullable [] floors,
            long settled,
            @Nullable Settling settling) {

        static Outcome nothing(Basis basis) {
            return new Outcome(basis.generation(), null, 0, null);
        }
    }

    private final long step;
    private Long[] floors = new Long[Slots.COUNT];

    /** Changes when the floors become unknown. */
    private int generation;

    private String server = "";
    private long lastDrawn;
    private long settled;
    private long raisedTo;
    private @Nullable Settling settling;

    @Inject
    Floors() {
        this(STEP);
    }

    /**
     * @param step how many positions may be settled before the floors follow
     */
    Floors(long step) {
        this.step = step;
        forget();
    }

    /** Starts again at the beginning of each slot. */
    final synchronized void forget() {
        generation++;
        Arrays.fill(floors = new Long[Slots.COUNT], 0L);
        lastDrawn = 0;
        settled = 0;
        raisedTo = 0;
        settling = null;
    }

    /** Returns what a round looks above. */
    synchronized Basis basis() {
        return new Basis(floors, generation, lastDrawn);
    }

    /**
     * Takes note of {@link #BASIS}. Returns what the round then relies on, or empty if the database has changed so that
     * events may be below the floors that the round was given. It must not publish anything then.
     */
    synchronized Optional<Basis> begun(Basis basis, Row row, int column) {
        long drawn = row.bigint(column);
        String serverNow = row.text(column + 2);
        if (!serverNow.equals(server) || drawn < basis.lastDrawn()) {
            forget();
            server = serverNow;
        }
        lastDrawn = Math.max(lastDrawn, drawn);
        if (settling != null && settling.id() <= row.bigint(column + 1)) {
            settled = settling.position();
            settling = null;
        }
        boolean fits = basis.generation() == generation
                || Arrays.stream(basis.floors()).allMatch(floor -> floor == 0);
        return fits ? Optional.of(new Basis(basis.floors(), generation, drawn)) : Optional.empty();
    }

    /** Runs the last statement of a round, if it needs one here. */
    synchronized Uni<Outcome> end(Sql sql, Basis basis) {
        if (basis.generation() == generation) {
            long next = settled;
            if (isDue(next - raisedTo)) {
                return sql.select(FIRST_LEFT, basis.floors(), next).map(rows -> raised(basis, next, rows));
            }
            if (settling == null && isDue(basis.lastDrawn() - settled)) {
                return sql.select(ID)
                        .map(rows -> new Outcome(
                                basis.generation(),
                                null,
                                0,
                                new Settling(basis.lastDrawn(), rows.get(0).bigint(0))));
            }
        }
        return Uni.createFrom().item(Outcome.nothing(basis));
    }

    private boolean isDue(long positions) {
        return positions >= step;
    }

    private static Outcome raised(Basis basis, long settled, List<Row> rows) {
        Long[] raised = new Long[rows.size()];
        for (int slot = 0; slot < raised.length; slot++) {
            long first = rows.get(slot).bigint(0);
            raised[slot] = Math.max(basis.floors()[slot], first == 0 ? settled : first - 1);
        }
        return new Outcome(
                basis.generation(),
                raised,
                settled,
                new Settling(basis.lastDrawn(), rows.get(0).bigint(1)));
    }

    /** Must be called after the commit of the round. */
    synchronized void committed(Outcome outcome) {
        if (outcome.generation() != generation) {
            return;
        }
        if (outcome.floors() != null && outcome.settled() >= raisedTo) {
            floors = outcome.floors();
            raisedTo = outcome.settled();
        }
        if (settling == null && outcome.settling() != null && outcome.settling().position() > settled) {
            settling = outcome.settling();
        }
    }
}
