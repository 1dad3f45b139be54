package dev.baton.runtime.inbox;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Remembers which events each function has handled, and the replies that it gave. If another transaction is claiming an
 * event at the same time, the claim waits for a limited time. The event is new only if the other transaction rolls
 * back.
 */
@Singleton
public class Inbox {

    /** The identity of an event (CloudEvents 1.0: {@code source} and {@code id}). */
    public record EventId(String source, String id) {}

    /**
     * One statement that returns one row in any case. The lock timeout applies only to the insert and is then restored.
     * The keys come in their order, so that two transactions that claim the same events don't wait for each other.
     */
    private static final String CLAIM = """
            with before as materialized (select current_setting('lock_timeout') as lock_timeout),
            limited as materialized (select set_config('lock_timeout', $3, true) from before),
            claimed as (
                insert into baton_inbox (key, namespace)
                select key, $1 from limited cross join unnest($2::bytea[]) as event (key)
                on conflict do nothing
                returning key)
            select array_agg(key), set_config('lock_timeout', (select lock_timeout from before), true)
            from claimed""";

    private static final String HANDLED = "select key from baton_inbox where key = any ($1::bytea[])";

    /** Replaces the reply of an earlier time, which stays when an operator deletes the event from the inbox only. */
    private static final String KEEP_REPLY = """
            insert into baton_reply (inbox_key, type, key, attributes, data) values ($1, $2, $3, $4, $5)
            on conflict (inbox_key) do update set
                type = excluded.type, key = excluded.key, attributes = excluded.attributes, data = excluded.data,
                published = false""";

    private static final String REPLY = """
            select type, key, attributes, data from baton_reply where inbox_key = $1""";

    private static final String TAKE_UNPUBLISHED_REPLIES = """
            update baton_reply set published = true
            where inbox_key = any ($1::bytea[]) and not published
            returning type, key, attributes, data""";

    private final StoredEvents events;
    private final String namespace;

    Inbox(StoredEvents events, BatonModel model) {
        this.events = events;
        this.namespace = model.namespace();
    }

    /**
     * Enters the events as handled by this function, and returns those that the function has not handled before. Fails
     * with PostgreSQL's {@code lock_not_available} if another transaction holds one of them for longer than
     * {@code patience}.
     */
    public Uni<Set<EventId>> claim(Sql sql, String function, List<EventId> claimed, Duration patience) {
        String lockTimeout = Math.max(1, patience.toMillis()) + "ms";
        SortedMap<InboxKey, EventId> events = byKey(function, claimed);
        return sql.select(CLAIM, namespace, InboxKey.bytes(events.keySet()), lockTimeout)
                .map(rows -> fresh(rows.get(0), events));
    }

    /** Returns those of the events that the function has handled or given up on before. */
    public Uni<Set<EventId>> handled(Sql sql, String function, Collection<EventId> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        SortedMap<InboxKey, EventId> byKey = byKey(function, events);
        return sql.select(HANDLED, (Object) InboxKey.bytes(byKey.keySet()))
                .map(rows ->
                        rows.stream().map(row -> event(byKey, row.bytes(0))).collect(Collectors.toSet()));
    }

    /** Remembers the reply of the function, in the transaction that handles the event. */
    public Uni<Void> keepReply(Sql sql, String function, EventId event, OutboxRow reply) {
        return sql.execute(
                KEEP_REPLY,
                new InboxKeys(namespace, function).bytes(event),
                reply.topic(),
                reply.key(),
                events.write(reply.attributes()),
                reply.data());
    }

    /**
     * Returns the reply that the function gave when it handled the event; empty if none was requested, or none was
     * given.
     */
    public Uni<Optional<OutboxRow>> reply(Sql sql, String function, EventId event) {
        return sql.select(REPLY, new InboxKeys(namespace, function).bytes(event))
                .map(rows -> rows.stream().findFirst().map(this::row));
    }

    /**
     * Returns the replies to these events, except those that were taken here before. If an event arrives again, now
     * from where nobody waits for a reply, its reply may never have arrived, so it has to be published.
     */
    public Uni<List<OutboxRow>> takeUnpublishedReplies(Sql sql, String function, Collection<EventId> again) {
        return again.isEmpty()
                ? Uni.createFrom().item(List.of())
                : sql.select(TAKE_UNPUBLISHED_REPLIES, (Object)
                                InboxKey.bytes(byKey(function, again).keySet()))
                        .map(rows -> rows.stream().map(this::row).toList());
    }

    private SortedMap<InboxKey, EventId> byKey(String function, Collection<EventId> events) {
        InboxKeys keys = new InboxKeys(namespace, function);
        SortedMap<InboxKey, EventId> byKey = new TreeMap<>();
        events.forEach(event -> byKey.put(keys.key(event), event));
        return byKey;
    }

    private static Set<EventId> fresh(Row claimed, Map<InboxKey, EventId> events) {
        byte[][] keys = claimed.manyBytesOrNull(0);
        Set<EventId> fresh = new HashSet<>();
        for (int i = 0; keys != null && i < keys.length; i++) {
            fresh.add(event(events, keys[i]));
        }
        return fresh;
    }

    private static EventId event(Map<InboxKey, EventId> events, byte[] key) {
        return Objects.requireNonNull(
                events.get(new InboxKey(key)), "the database returned a key that was not asked for");
    }

    private OutboxRow row(Row reply) {
        return new OutboxRow(
                reply.text(0), reply.textOrNull(1), events.readAttributes(reply.text(2)), reply.bytes(3), null);
    }
}
