package dev.baton.runtime.relay;

import dev.baton.BatonException;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.relay.RefusedEvents.Waiting;
import dev.baton.runtime.sql.AdvisoryLocks;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.telemetry.DeliveryMetrics;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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

    private static final Logger LOG = Logger.getLogger(Relay.class);

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
                   current_setting('transaction_read_only')::boolean""";

    /**
     * Reads the first rows of each slot that are not resting: at most {@code $2} rows, and no further row once they
     * have {@code $7} bytes of data, but at least one.
     */
    private static final String READ = """
            select o.position, o.type, o.key, o.attributes, o.data
            from unnest($1::smallint[]) as s (slot) cross join lateral (
                select *, sum(octet_length(data)) over (order by position) - octet_length(data) as bytes_before
                from (select * from baton_outbox o
                      where slot = s.slot and not_before is null
                      """ + DueSlots.AND_NOT_RESTING + """
                      order by position limit $2) as first) as o
            where o.bytes_before < $7""";

    private static final String DELETE = "delete from baton_outbox where position = any($1::bigint[])";

    /**
     * Promotes events in the order of their times. A join need not keep that order, so the positions are drawn before
     * it. Only one relay at a time promotes, because another one could give later events of a key their positions at
     * the same moment.
     */
    private static final String PROMOTE = """
            with due as materialized (
                select position, not_before from baton_outbox
                where (select pg_try_advisory_xact_lock($1, $2)) and not_before <= now()
                order by not_before, position limit $3 for update skip locked),
            placed as materialized (
                select position, nextval(pg_get_serial_sequence('baton_outbox', 'position')) as place
                from (select position from due order by not_before, position) as in_order)
            update baton_outbox o set not_before = null, position = placed.place
            from placed where o.position = placed.position
            returning 1""";

    /** The second key of the advisory lock for promoting: "prom". */
    private static final int PROMOTING = 0x70726f6d;

    /** The result of one round. */
    public record Round(int published, boolean more) {
        static final Round NOTHING = new Round(0, false);
    }

    /** The result of sending a batch: the confirmed and the rejected events, by their positions. */
    private record Published(List<Long> confirmed, List<Waiting> refused) {

        boolean stuck(List<Waiting> batch) {
            return confirmed.size() + refused.size() < batch.size();
        }
    }

    private final Database database;
    private final StoredEvents events;
    private final EventSink sink;
    private final RefusedEvents refused;
    private final DeliveryMetrics metrics;
    private final int batchSize;
    private final long batchBytes;

    Relay(
            Database database,
            StoredEvents events,
            @All List<EventSink> sinks,
            RefusedEvents refused,
            DeliveryMetrics metrics,
            BatonConfig config) {
        this.database = database;
        this.events = events;
        this.sink = sinks.stream().filter(EventSink::chosen).findFirst().orElseThrow();
        this.refused = refused;
        this.metrics = metrics;
        this.batchSize = config.relay().batchSize();
        this.batchBytes = config.relay().batchBytes().asLongValue();
    }

    /** Publishes one batch of due events in one transaction. Blocks; not for the event loop. */
    public Round publishDue() {
        Resting resting = sink.resting();
        if (resting.all()) {
            return Round.NOTHING;
        }
        return database.inTransactionAndAwait(sql -> publishDue(sql, resting));
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

    private Round publishDue(Sql sql, Resting resting) {
        DueSlots slots = sql.select(SET_UP)
                .invoke(this::refuseReadOnly)
                .chain(() -> DueSlots.lock(sql, resting))
                .await()
                .indefinitely();
        if (slots.locked().isEmpty()) {
            return new Round(0, slots.contended());
        }
        List<Waiting> waiting = read(sql, slots.locked(), resting);
        Published published = publish(waiting);
        List<Long> confirmed = published.confirmed();
        delete(sql, confirmed);
        refused.postpone(sql, published.refused()).await().indefinitely();
        metrics.published(confirmed.size());
        boolean othersMayPass = published.stuck(waiting) && !sink.resting().equals(resting);
        return new Round(confirmed.size(), !confirmed.isEmpty() || slots.contended() || othersMayPass);
    }

    private void refuseReadOnly(List<Row> setUp) {
        if (setUp.get(0).bool(3)) {
            database.replaceConnections("the relay can't delete from the outbox");
            throw new BatonException("the database is read-only, nothing is published from it");
        }
    }

    private List<Waiting> read(Sql sql, List<Short> slots, Resting resting) {
        int perSlot = Math.max(16, batchSize / slots.size());
        List<Object> parameters = new ArrayList<>(List.of(slots.toArray(Short[]::new), perSlot));
        parameters.addAll(resting.parameters());
        parameters.add(Math.max(1, batchBytes / slots.size()));
        List<Row> rows = sql.select(READ, parameters.toArray()).await().indefinitely();
        List<Waiting> waiting = new ArrayList<>(rows.size());
        for (Row row : rows) {
            waiting.add(new Waiting(row.bigint(0), event(row)));
        }
        return waiting;
    }

    private OutboxRow event(Row row) {
        return new OutboxRow(row.text(1), row.textOrNull(2), events.readAttributes(row.text(3)), row.bytes(4), null);
    }

    /** Sends all events, then waits for the results. Gives up, with its slots, when no result comes for too long. */
    private Published publish(List<Waiting> waiting) {
        List<CompletionStage<Void>> sent =
                sink.send(waiting.stream().map(Waiting::event).toList());
        Results results = new Results(sent);
        if (!results.await(sink.patience())) {
            sink.givenUp(
                    results.missing().stream().map(i -> waiting.get(i).event()).toList());
        }
        Published published = new Published(new ArrayList<>(waiting.size()), new ArrayList<>());
        Set<String> failedTopics = new HashSet<>();
        for (int i : results.present()) {
            try {
                sent.get(i).toCompletableFuture().join();
                published.confirmed().add(waiting.get(i).position());
            } catch (CompletionException e) {
                if (e.getCause() instanceof EventSink.Refused) {
                    published.refused().add(waiting.get(i));
                } else if (!(e.getCause() instanceof EventSink.NotSent)) {
                    reportOnce(failedTopics, waiting.get(i).event(), e.getCause());
                }
            }
        }
        return published;
    }

    private static void reportOnce(Set<String> failedTopics, OutboxRow event, @Nullable Throwable cause) {
        if (failedTopics.add(event.topic())) {
            LOG.errorf(
                    "Event not published; it stays in the outbox: topic=%s eventId=%s cause=%s",
                    event.topic(), event.id(), cause);
        }
    }

    private static void delete(Sql sql, List<Long> positions) {
        if (!positions.isEmpty()) {
            sql.execute(DELETE, (Object) positions.toArray(Long[]::new)).await().indefinitely();
        }
    }
}
