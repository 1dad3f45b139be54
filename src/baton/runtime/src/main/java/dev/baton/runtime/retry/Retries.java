package dev.baton.runtime.retry;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.deadletter.Failure;
import dev.baton.runtime.deadletter.FailureTimes;
import dev.baton.runtime.journal.Delivered;
import dev.baton.runtime.journal.JournalFailure;
import dev.baton.runtime.journal.JournalState;
import dev.baton.runtime.journal.JournalWriter;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The retry table. Of the events of a key, for one function, only the first is due. The others are parked behind it. A
 * transaction that adds an event to a key, or removes one, holds the key's lock until it ends, so that no parked event
 * is left without an event before it.
 *
 * <p>A process that takes a due event has a lease on it, which expires if the process is dead or slow. Another process
 * may then take the event, and whatever the first process does with the row afterwards has no effect. Only the
 * database's clock decides when an event is due, so processes whose clocks differ agree.
 */
@Singleton
public class Retries {

    private static final String PARKED_KEYS =
            "select distinct key from baton_retry where namespace = $1 and function = $2 and key = any($3::text[])";

    static final String LOCK_KEYS = """
            select pg_advisory_xact_lock(hashtextextended($1 || '.' || $2 || '/' || key, baton_schema_number()))
            from (select distinct key from unnest($3::text[]) as k (key) where key is not null order by key) as keys""";

    /** Looks for one event of each key. An {@code exists} may be planned to read the events of all keys. */
    private static final String ADD = """
            insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at,
                                     held, first_failed_at, last_failed_at, error_class, error_message, needs_type)
            select $1, $2, e.key, e.source, e.event_id, e.attributes, e.data, e.origin, e.attempts,
                   case when not e.waits then now() + make_interval(secs => $10::float8) end,
                   $10::float8 is null and not e.waits,
                   $11::timestamptz, $12::timestamptz, $13, $14, e.needs_type
            from (
                select e.*, e.key is not null and (
                    (select true from baton_retry r
                     where r.namespace = $1 and r.function = $2 and r.key = e.key limit 1) is not null
                    or row_number() over (partition by e.key order by e.n) > 1) as waits
                from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::text[], $9::int[],
                            $15::text[])
                    with ordinality as e (key, source, event_id, attributes, data, origin, attempts, needs_type, n)) as e
            order by e.n
            on conflict do nothing
            returning held""";

    private static final String DELETE = "delete from baton_retry where id = $1 and due_at = $2 returning 1";

    /** Makes the first event of each of the keys due, if it only waited for an earlier one. */
    static final String PROMOTE_NEXT = """
            update baton_retry set due_at = now()
            where id in (
                select first.id from unnest($3::text[]) as k (key) cross join lateral (
                    select id from baton_retry r
                    where r.namespace = $1 and r.function = $2 and r.key = k.key order by id limit 1) as first)
              and due_at is null and not held""";

    private static final String FAILED_AGAIN = """
            update baton_retry set attempts = $3, due_at = now() + make_interval(secs => $4), last_failed_at = $5,
                   error_class = $6, error_message = $7, first_failed_at = coalesce(first_failed_at, $5)
            where id = $1 and due_at = $2""";

    private static final String GIVE_BACK = "update baton_retry set due_at = now() where id = $1 and due_at = $2";

    private static final String NEEDS_TYPE =
            "update baton_retry set needs_type = $3, due_at = now() where id = $1 and due_at = $2";

    private static final String HOLD =
            "update baton_retry set held = true, due_at = null, attempts = $3 where id = $1 and due_at = $2 returning 1";

    private final StoredEvents events;
    private final JournalWriter journal;
    private final String namespace;

    Retries(StoredEvents events, JournalWriter journal, BatonModel model) {
        this.events = events;
        this.journal = journal;
        this.namespace = model.namespace();
    }

    /** Returns those of the keys that have a waiting event. Later events of these keys must wait behind it. */
    public Uni<Set<String>> parkedKeys(Sql sql, String function, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return sql.select(PARKED_KEYS, namespace, function, keys.toArray(String[]::new))
                .map(rows -> {
                    Set<String> parked = new HashSet<>();
                    rows.forEach(row -> parked.add(row.text(0)));
                    return parked;
                });
    }

    /**
     * Parks the events, in order, behind the waiting events of their keys. If no event of a key is waiting any longer,
     * the first of them is due at once.
     */
    public Uni<Void> park(Sql sql, String function, List<FailedEvent> parked) {
        return parked.isEmpty()
                ? Uni.createFrom().voidItem()
                : add(sql, function, parked, Duration.ZERO, FailureTimes.NEVER, null)
                        .replaceWithVoid();
    }

    /** Keeps a failed event for its next attempt, after a pause. */
    public Uni<Void> leave(Sql sql, FailedEvent failed, Failure failure, FailureTimes times, Duration pause) {
        return add(sql, failed.function(), List.of(failed), pause, times, failure)
                .replaceWithVoid();
    }

    /**
     * Keeps an event that has had all its attempts, so that it holds its key. Returns false if an earlier event of its
     * key, or the event itself, has started to wait in the meantime. The event then waits like any other event, and
     * gets one more attempt.
     */
    public Uni<Boolean> leaveHeld(Sql sql, FailedEvent failed, Failure failure, FailureTimes times) {
        return add(sql, failed.function(), List.of(failed), null, times, failure)
                .map(added -> added.stream().anyMatch(row -> row.bool(0)));
    }

    /**
     * Takes due events of these functions, each with a different key, except those that need a type that is not one of
     * these types. The events are not due again before the lease expires. After that, their taker is considered dead.
     */
    Uni<List<WaitingEvent>> takeDue(
            Sql sql, Collection<String> functions, Collection<String> types, TakenAtOnce most, double leaseSeconds) {
        return sql.select(
                        TakenAtOnce.TAKE_DUE,
                        namespace,
                        most.events(),
                        leaseSeconds,
                        functions.toArray(String[]::new),
                        types.toArray(String[]::new),
                        most.bytes())
                .map(rows ->
                        rows.stream().map(row -> WaitingEvent.of(row, events)).toList());
    }

    /**
     * Removes a settled event. The next event of its key is then due. Returns false if the event no longer belonged to
     * the taker.
     */
    Uni<Boolean> done(Sql sql, WaitingEvent event) {
        FailedEvent failed = event.failed();
        return lock(sql, failed.function(), new String[] {failed.key()})
                .chain(() -> sql.select(DELETE, event.id(), event.leasedUntil()))
                .map(deleted -> !deleted.isEmpty())
                .call(ours -> !ours || failed.key() == null
                        ? Uni.createFrom().voidItem()
                        : sql.execute(PROMOTE_NEXT, namespace, failed.function(), new String[] {failed.key()}));
    }

    Uni<Void> failedAgain(Sql sql, WaitingEvent event, Failure failure, Instant now, Duration pause) {
        return sql.execute(
                        FAILED_AGAIN,
                        event.id(),
                        event.leasedUntil(),
                        event.failed().attempts() + 1,
                        pause.toMillis() / 1000.0,
                        now,
                        failure.errorClass(),
                        failure.message())
                .chain(() -> record(sql, event.failed().triedAgain(), JournalState.RETRYING, failure));
    }

    /** Records in the journal that a waiting event has failed, with this attempt. */
    Uni<Void> record(Sql sql, FailedEvent failed, JournalState state, Failure failure) {
        return journal.delivered(
                sql,
                failed.function(),
                Delivered.of(
                        failed.event(),
                        failed.key(),
                        failed.attempts(),
                        state,
                        new JournalFailure(failure.errorClass(), failure.message()),
                        new Delivered.Origin(failed.origin(), 0, null)));
    }

    /** Gives back an event that was not tried. It is due for the next taker. */
    Uni<Void> giveBack(Sql sql, WaitingEvent event) {
        return sql.execute(GIVE_BACK, event.id(), event.leasedUntil());
    }

    /**
     * Gives back an event of a newer version than this process knows. It stays due for a process that knows the
     * version.
     */
    Uni<Void> needsType(Sql sql, WaitingEvent event) {
        return sql.execute(
                NEEDS_TYPE,
                event.id(),
                event.leasedUntil(),
                event.failed().event().getType());
    }

    /**
     * Keeps an event that was given up on, so that it holds its key. Returns false if the event no longer belonged to
     * the taker.
     */
    Uni<Boolean> hold(Sql sql, WaitingEvent event) {
        return sql.select(HOLD, event.id(), event.leasedUntil(), event.failed().attempts() + 1)
                .map(held -> !held.isEmpty());
    }

    /** Removes an event that holds its key. The next event of its key is then due. */
    public Uni<Void> release(Sql sql, FailedEvent held) {
        return HeldEvent.remove(sql, namespace, held);
    }

    /** Adds the events. The first event of a key is due after the pause, or held if that is null. */
    private Uni<List<Row>> add(
            Sql sql,
            String function,
            List<FailedEvent> added,
            @Nullable Duration pause,
            FailureTimes times,
            @Nullable Failure failure) {
        int n = added.size();
        String[] keys = new String[n];
        String[] sources = new String[n];
        String[] ids = new String[n];
        String[] attributes = new String[n];
        byte[][] data = new byte[n][];
        String[] origins = new String[n];
        Integer[] attempts = new Integer[n];
        String[] needs = new String[n];
        for (int i = 0; i < n; i++) {
            FailedEvent event = added.get(i);
            keys[i] = event.key();
            sources[i] = event.event().getSource().toString();
            ids[i] = event.event().getId();
            attributes[i] = events.write(StoredEvents.attributes(event.event()));
            data[i] = StoredEvents.data(event.event());
            origins[i] = event.origin();
            attempts[i] = event.attempts();
            needs[i] = event.tooNew() ? event.event().getType() : null;
        }
        return lock(sql, function, keys)
                .chain(() -> sql.select(
                        ADD,
                        namespace,
                        function,
                        keys,
                        sources,
                        ids,
                        attributes,
                        data,
                        origins,
                        attempts,
                        pause == null ? null : pause.toMillis() / 1000.0,
                        times.first(),
                        times.last(),
                        failure == null ? null : failure.errorClass(),
                        failure == null ? null : failure.message(),
                        needs));
    }

    private Uni<Void> lock(Sql sql, String function, String[] keys) {
        return sql.select(LOCK_KEYS, namespace, function, keys).replaceWithVoid();
    }
}
