package dev.baton.runtime.relay;

import dev.baton.BatonException;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.memory.HeapShare;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.relay.Floors.Basis;
import dev.baton.runtime.relay.Floors.Outcome;
import dev.baton.runtime.relay.RefusedEvents.Waiting;
import dev.baton.runtime.sql.AdvisoryLocks;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.telemetry.DeliveryMetrics;
import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes the outbox in key order, at least once, and then deletes the published events.
 *
 * <p>While a relay publishes the events of a slot in order of position, it holds the slot's lock in a transaction. A
 * relay that dies loses its locks with its connection, and the next relay starts again at the first event that is not
 * deleted. Events that are sent twice are therefore a repetition of a run of events, in order, which the inboxes of
 * their functions filter out.
 */
@Singleton
public class Relay {

    /**
     * Losing a delete in a crash of the database costs a repetition, so the delete need not wait for the disk. Scans of
     * the whole table are disabled because a prepared statement keeps its first plan. If that plan is made while the
     * outbox is empty, as it mostly is, it reads the whole table, which a burst fills long before the next analyze. The
     * indexes are right for any size. A former primary that became read-only would give the same events out again and
     * again, because they can't be deleted from it.
     */
    private static final String SET_UP = """
            select set_config('synchronous_commit', 'off', true),
                   set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
                   current_setting('transaction_read_only')::boolean, """ + Floors.BASIS;

    /** Columns of {@link #SET_UP}. */
    private static final int READ_ONLY = 3;

    private static final int SET_UP_BASIS = 4;

    private static final HeapShare BATCH_BYTES = new HeapShare(32, 1024 * 1024, 8 * 1024 * 1024);

    /**
     * Reads the first rows of each locked slot that are not resting: the slot's share of {@code $1} rows, and no further
     * row once they have its share of {@code $2} bytes of data, but at least one: see {@link Share}. A row with more than
     * that is therefore the last one of its slot. It comes without its data: see {@link LargeEvents}.
     */
    private static final String READ = """
            with share as materialized (
                select slots, greatest(16, $1 / greatest(1, cardinality(slots))) as rows,
                       greatest(1, $2::bigint / greatest(1, cardinality(slots))) as bytes
                from (select """ + " " + DueSlots.LOCKED + """
                       as slots) as locked)
            select o.position, o.type, o.key, o.attributes,
                   case when octet_length(o.data) <= share.bytes then o.data end, octet_length(o.data), o.slot::integer
            from share cross join unnest(share.slots) as s (slot) cross join lateral (
                select *, sum(octet_length(data)) over (order by position) - octet_length(data) as bytes_before
                from (select * from baton_outbox o
                      where slot = s.slot and not_before is null and position > ($7::bigint[])[s.slot + 1]
                      """ + DueSlots.AND_NOT_RESTING + """
                      order by position limit share.rows) as first) as o
            where o.bytes_before < share.bytes""";

    private static final String DELETE = "delete from baton_outbox where position = any($1::bigint[])";

    /**
     * Promotes events in the order of their times. A join need not keep that order, so the positions are drawn before
     * it. Only one relay at a time promotes, because another one could give later events of a key their positions at
     * the same moment. Like the default of the column, they are drawn by a transaction with an id: see {@link Floors}.
     */
    private static final String PROMOTE = """
            with due as materialized (
                select position, not_before from baton_outbox
                where (select pg_try_advisory_xact_lock($1 # baton_schema_number(), $2)) and not_before <= now()
                order by not_before, position limit $3 for update skip locked),
            placed as materialized (
                select position,
                       case when pg_current_xact_id() is not null then nextval('baton_outbox_position') end as place
                from (select position from due order by not_before, position) as in_order)
            update baton_outbox o set not_before = null, position = placed.place
            from placed where o.position = placed.position
            returning 1""";

    /** The second key of the advisory lock for promoting: "prom". */
    private static final int PROMOTING = 0x70726f6d;

    /**
     * The result of one round.
     *
     * @param more whether more events may be due, other than those that are committed from now on
     */
    public record Round(int published, boolean more) {
        static final Round NOTHING = new Round(0, false);
    }

    /** The result of a round, and what is known about the floors when it has committed. */
    private record Ended(Round round, Outcome floors) {}

    private final Database database;
    private final StoredEvents events;
    private final EventSink sink;
    private final RefusedEvents refused;
    private final Floors floors;
    private final DeliveryMetrics metrics;
    private final int batchSize;
    private final long batchBytes;

    Relay(
            Database database,
            StoredEvents events,
            @All List<EventSink> sinks,
            RefusedEvents refused,
            Floors floors,
            DeliveryMetrics metrics,
            BatonConfig config) {
        this.database = database;
        this.events = events;
        this.sink = sinks.stream().filter(EventSink::chosen).findFirst().orElseThrow();
        this.refused = refused;
        this.floors = floors;
        this.metrics = metrics;
        this.batchSize = config.relay().batchSize();
        this.batchBytes =
                config.relay().batchBytes().map(MemorySize::asLongValue).orElseGet(BATCH_BYTES::here);
    }

    /** Publishes one batch of due events in one transaction. Blocks; not for the event loop. */
    public Round publishDue() {
        Resting resting = sink.resting();
        if (resting.all()) {
            return Round.NOTHING;
        }
        Ended ended = database.inTransactionAndAwait(sql -> publishDue(sql, resting, floors.basis()));
        floors.committed(ended.floors());
        return ended.round();
    }

    /** Lets the next round look at all of the outbox, because something was found that the last ones may have missed. */
    void lookFromTheBeginning() {
        floors.forget();
    }

    /**
     * Gives delayed events whose time has come their position in the order, one batch at most, and returns how many.
     * Returns 0 while another relay does so. Blocks.
     */
    public int promoteDelayed() {
        return database.select(PROMOTE, AdvisoryLocks.SPACE, PROMOTING, batchSize)
                .await()
                .indefinitely()
                .size();
    }

    /** Returns the statements that end the round, which need not be awaited here. */
    private Uni<Ended> publishDue(Sql sql, Resting resting, Basis assumed) {
        List<List<Row>> answers = Uni.join()
                .all(sql.select(SET_UP), DueSlots.lock(sql, assumed.floors(), resting), read(sql, assumed, resting))
                .andFailFast()
                .await()
                .indefinitely();
        Row setUp = answers.get(0).get(0);
        refuseReadOnly(setUp);
        Optional<Basis> basis = floors.begun(assumed, setUp, SET_UP_BASIS);
        if (basis.isEmpty()) {
            return Uni.createFrom().item(new Ended(new Round(0, true), Outcome.nothing(assumed)));
        }
        DueSlots slots = DueSlots.of(answers.get(1));
        if (slots.locked() == 0) {
            return floors.end(sql, basis.get()).map(outcome -> new Ended(new Round(0, slots.contended()), outcome));
        }
        Share share = slots.share(batchSize, batchBytes);
        List<Waiting> waiting = waiting(sql, share, answers.get(2));
        Published published = Published.by(sink, waiting);
        List<Long> confirmed = published.confirmed();
        metrics.published(confirmed.size());
        boolean stuck = published.stuck(waiting);
        boolean othersMayPass =
                (stuck || !confirmed.isEmpty()) && !sink.resting().equals(resting);
        boolean othersFollow = !confirmed.isEmpty() && (stuck || share.reached(answers.get(2)));
        Round round = new Round(confirmed.size(), othersFollow || slots.contended() || othersMayPass);
        return Uni.combine()
                .all()
                .unis( // in this order, without waiting in between
                        delete(sql, confirmed),
                        refused.postpone(sql, published.refused()),
                        floors.end(sql, basis.get()))
                .with((deleted, postponed, outcome) -> new Ended(round, outcome));
    }

    private void refuseReadOnly(Row setUp) {
        if (setUp.bool(READ_ONLY)) {
            database.replaceConnections("the relay can't delete from the outbox");
            throw new BatonException("the database is read-only; nothing is published from it");
        }
    }

    private Uni<List<Row>> read(Sql sql, Basis assumed, Resting resting) {
        List<Object> parameters = new ArrayList<>(List.of(batchSize, batchBytes));
        parameters.addAll(resting.parameters());
        parameters.add(assumed.floors());
        return sql.select(READ, parameters.toArray());
    }

    private List<Waiting> waiting(Sql sql, Share share, List<Row> rows) {
        LargeEvents large = new LargeEvents(share.bytes(), batchBytes);
        Map<Long, byte[]> data = large.read(sql, rows);
        List<Waiting> waiting = new ArrayList<>(rows.size());
        for (Row row : rows) {
            byte[] bytes = large.isLarge(row) ? data.get(row.bigint(0)) : row.bytes(4);
            if (bytes != null) {
                waiting.add(new Waiting(row.bigint(0), event(row, bytes)));
            }
        }
        return waiting;
    }

    private OutboxRow event(Row row, byte[] data) {
        return new OutboxRow(row.text(1), row.textOrNull(2), events.readAttributes(row.text(3)), data, null);
    }

    private static Uni<Void> delete(Sql sql, List<Long> positions) {
        return positions.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.execute(DELETE, (Object) positions.toArray(Long[]::new));
    }
}
