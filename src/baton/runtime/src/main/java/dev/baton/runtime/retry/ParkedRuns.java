package dev.baton.runtime.retry;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The events that are parked directly behind a due event of their key. Nobody else can take them while the due event has
 * its lease.
 */
@Singleton
class ParkedRuns {

    /**
     * The first events of one key, in order: a due one that this process has taken, and those behind it.
     *
     * @param head the due event
     * @param behind events that were never tried, with the lease of the due one
     */
    record Run(WaitingEvent head, List<WaitingEvent> behind) {

        List<WaitingEvent> events() {
            List<WaitingEvent> events = new ArrayList<>(behind.size() + 1);
            events.add(head);
            events.addAll(behind);
            return events;
        }

        int size() {
            return behind.size() + 1;
        }

        Run firstHalf() {
            return new Run(head, behind.subList(0, size() / 2 - 1));
        }
    }

    /** Ends before the first event that was tried before, or that needs a type that this process does not know. */
    private static final String BEHIND = """
            select o.id, o.function, o.key, o.attributes, o.data, o.origin, o.attempts, o.first_failed_at, head.leased, head.n
            from unnest($2::bigint[], $3::text[], $4::timestamptz[]) with ordinality as head (id, key, leased, n)
            cross join lateral (
                select *, sum(octet_length(data)) over (order by id) as bytes,
                       bool_and(attempts = 0 and (needs_type is null or needs_type = any($8::text[])))
                           over (order by id) as untried
                from (select * from baton_retry r
                      where r.namespace = $1 and r.function = $5 and r.key = head.key and r.id > head.id
                      order by r.id limit $6) as next) as o
            where o.untried and o.bytes <= $7
            order by head.n, o.id""";

    private static final String DELETE_HEADS = """
            delete from baton_retry r using unnest($1::bigint[], $2::timestamptz[]) as head (id, leased)
            where r.id = head.id and r.due_at = head.leased
            returning r.id""";

    private static final String DELETE_BEHIND = "delete from baton_retry where id = any($1::bigint[])";

    private final StoredEvents events;
    private final String namespace;
    private final String[] types;

    ParkedRuns(StoredEvents events, BatonModel model) {
        this.events = events;
        this.namespace = model.namespace();
        this.types = model.eventTypes().keySet().toArray(String[]::new);
    }

    /**
     * Returns a run for each of the taken events, which must be of one function and have keys.
     *
     * @param events how many events may be behind each of them
     * @param bytes how many bytes of data these may have
     */
    Uni<List<Run>> behind(Sql sql, List<WaitingEvent> heads, int events, long bytes) {
        return sql.select(
                        BEHIND,
                        namespace,
                        ids(heads),
                        heads.stream().map(head -> head.failed().key()).toArray(String[]::new),
                        leases(heads),
                        heads.get(0).failed().function(),
                        events,
                        bytes,
                        types)
                .map(rows -> runs(heads, rows));
    }

    private List<Run> runs(List<WaitingEvent> heads, List<Row> rows) {
        List<Run> runs =
                heads.stream().map(head -> new Run(head, new ArrayList<>())).toList();
        for (Row row : rows) {
            runs.get((int) row.bigint(9) - 1).behind().add(WaitingEvent.of(row, events));
        }
        return runs;
    }

    /**
     * Removes the events of these runs, which are settled, except those whose due event no longer belongs to this
     * process. The next event of each key is then due.
     */
    Uni<Void> done(Sql sql, List<Run> runs) {
        String function = runs.get(0).head().failed().function();
        List<WaitingEvent> heads = runs.stream().map(Run::head).toList();
        String[] keys = heads.stream().map(head -> head.failed().key()).toArray(String[]::new);
        return sql.select(Retries.LOCK_KEYS, namespace, function, keys)
                .chain(() -> sql.select(DELETE_HEADS, ids(heads), leases(heads)))
                .map(deleted -> deleted.stream().map(row -> row.bigint(0)).collect(Collectors.toSet()))
                .chain(ours -> sql.execute(DELETE_BEHIND, (Object) behindOurs(runs, ours)))
                .chain(() -> sql.execute(Retries.PROMOTE_NEXT, namespace, function, keys));
    }

    private static Long[] behindOurs(List<Run> runs, Set<Long> ours) {
        return ids(runs.stream()
                .filter(run -> ours.contains(run.head().id()))
                .flatMap(run -> run.behind().stream())
                .toList());
    }

    private static Long[] ids(Collection<WaitingEvent> events) {
        return events.stream().map(WaitingEvent::id).toArray(Long[]::new);
    }

    private static Instant[] leases(List<WaitingEvent> heads) {
        return heads.stream().map(WaitingEvent::leasedUntil).toArray(Instant[]::new);
    }
}
