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
import java.util.Optional;
import java.util.Set;
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
     */
    private static final String CLAIM = """
            with before as materialized (select current_setting('lock_timeout') as lock_timeout),
            limited as materialized (select set_config('lock_timeout', $5, true) from before),
            claimed as (
                insert into baton_inbox (namespace, function, source, id)
                select $1, $2, source, id
                from limited cross join unnest($3::text[], $4::text[]) as event (source, id)
                on conflict do nothing
                returning source, id)
            select array_agg(source), array_agg(id),
                   set_config('lock_timeout', (select lock_timeout from before), true)
            from claimed""";

    private static final String HANDLED = """
            select i.source, i.id
            from baton_inbox i join unnest($3::text[], $4::text[]) as event (source, id) using (source, id)
            where i.namespace = $1 and i.function = $2""";

    private static final String KEEP_REPLY = """
            update baton_inbox set reply_type = $5, reply_key = $6, reply_attributes = $7, reply_data = $8
            where namespace = $1 and function = $2 and source = $3 and id = $4""";

    private static final String REPLY = """
            select reply_type, reply_key, reply_attributes, reply_data from baton_inbox
            where namespace = $1 and function = $2 and source = $3 and id = $4 and reply_type is not null""";

    private static final String TAKE_UNPUBLISHED_REPLIES = """
            update baton_inbox i set reply_published = true
            from unnest($3::text[], $4::text[]) as event (source, id)
            where i.namespace = $1 and i.function = $2 and i.source = event.source and i.id = event.id
              and i.reply_type is not null and not i.reply_published
            returning i.reply_type, i.reply_key, i.reply_attributes, i.reply_data""";

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
        return sql.select(CLAIM, namespace, function, sources(claimed), ids(claimed), lockTimeout)
                .map(rows -> fresh(rows.get(0)));
    }

    /** Returns those of the events that the function has handled or given up on before. */
    public Uni<Set<EventId>> handled(Sql sql, String function, Collection<EventId> events) {
        return events.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : sql.select(HANDLED, namespace, function, sources(events), ids(events))
                        .map(rows -> rows.stream()
                                .map(row -> new EventId(row.text(0), row.text(1)))
                                .collect(Collectors.toSet()));
    }

    /** Remembers the reply of the function, in the transaction that handles the event. */
    public Uni<Void> keepReply(Sql sql, String function, EventId event, OutboxRow reply) {
        return sql.execute(
                KEEP_REPLY,
                namespace,
                function,
                event.source(),
                event.id(),
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
        return sql.select(REPLY, namespace, function, event.source(), event.id())
                .map(rows -> rows.stream().findFirst().map(this::row));
    }

    /**
     * Returns the replies to these events, except those that were taken here before. If an event arrives again, now
     * from where nobody waits for a reply, its reply may never have arrived, so it has to be published.
     */
    public Uni<List<OutboxRow>> takeUnpublishedReplies(Sql sql, String function, Collection<EventId> again) {
        return again.isEmpty()
                ? Uni.createFrom().item(List.of())
                : sql.select(TAKE_UNPUBLISHED_REPLIES, namespace, function, sources(again), ids(again))
                        .map(rows -> rows.stream().map(this::row).toList());
    }

    private static Set<EventId> fresh(Row claimed) {
        String[] sources = claimed.textsOrNull(0);
        String[] ids = claimed.textsOrNull(1);
        Set<EventId> fresh = new HashSet<>();
        for (int i = 0; sources != null && ids != null && i < sources.length; i++) {
            fresh.add(new EventId(sources[i], ids[i]));
        }
        return fresh;
    }

    private OutboxRow row(Row reply) {
        return new OutboxRow(
                reply.text(0), reply.textOrNull(1), events.readAttributes(reply.text(2)), reply.bytes(3), null);
    }

    private static String[] sources(Collection<EventId> events) {
        return events.stream().map(EventId::source).toArray(String[]::new);
    }

    private static String[] ids(Collection<EventId> events) {
        return events.stream().map(EventId::id).toArray(String[]::new);
    }
}
