package dev.baton.console.waiting;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what waits in this namespace, and makes it due. */
@Singleton
class WaitingTable {

    /** The first events of the keys that wait, with the number of events behind each, at most 1,000. */
    private static final String FIRST = """
            select r.id, r.function, r.key, r.source, r.event_id, r.attempts, r.due_at, r.held, r.parked_at,
                   r.last_failed_at, r.error_class, left(r.error_message, 300), r.needs_type,
                   (select count(*) from (
                        select 1 from baton_retry b
                        where b.namespace = r.namespace and b.function = r.function and b.key = r.key and b.id > r.id
                        limit 1000) behind),
                   (select l.id from baton_dead_letter l
                    where r.held and l.namespace = r.namespace and l.function = r.function and l.source = r.source
                      and l.event_id = r.event_id)
            from baton_retry r
            where r.namespace = $1 and (r.due_at is not null or r.held) and ($2::text is null or r.function = $2)
            order by r.function, r.parked_at limit $3""";

    private static final String BEHIND = """
            select id, source, event_id, parked_at, attempts from baton_retry
            where namespace = $1 and function = $2 and key = $3 order by id limit $4""";

    /** The outbox has no namespace: the topic, or the source, tells whose event it is. */
    private static final String OURS =
            "(type = any($1::text[]) or starts_with(attributes::jsonb ->> 'source', '/' || $2 || '/'))";

    private static final String DELAYED = """
            select position, type, key, attributes, not_before, length(data) from baton_outbox
            where not_before is not null and %s order by not_before limit $3""".formatted(OURS);

    private static final String PUBLISH_NOW = """
            update baton_outbox set not_before = now()
            where position = $3 and not_before > now() and %s returning attributes""".formatted(OURS);

    private static final String CANCEL = """
            delete from baton_outbox
            where position = $3 and not_before > now() and %s returning attributes""".formatted(OURS);

    private static final String SCHEDULES = """
            select function, cron, zone, next_at, fired_at from baton_schedule
            where namespace = $1 order by next_at limit $2""";

    /** Times of schedules that are whole milliseconds can be read everywhere. */
    private static final String FIRE_NOW = """
            update baton_schedule set next_at = date_trunc('milliseconds', clock_timestamp())
            where namespace = $1 and function = $2 and next_at > clock_timestamp() returning next_at""";

    private static final String TRY_NOW = """
            update baton_retry set due_at = now()
            where namespace = $1 and id = $2 and due_at > now() and attempts > 0 and not held returning event_id""";

    private final Database database;
    private final BatonModel model;

    WaitingTable(Database database, BatonModel model) {
        this.database = database;
        this.model = model;
    }

    Uni<List<Row>> first(@Nullable String function, int limit) {
        return database.select(FIRST, model.namespace(), function, limit);
    }

    Uni<List<Row>> ofKey(String function, String key, int limit) {
        return database.select(BEHIND, model.namespace(), function, key, limit);
    }

    Uni<List<Row>> delayed(int limit) {
        return database.select(DELAYED, topics(), model.namespace(), limit);
    }

    Uni<Boolean> publishNow(long position) {
        return database.select(PUBLISH_NOW, topics(), model.namespace(), position)
                .map(rows -> !rows.isEmpty());
    }

    Uni<Boolean> cancel(long position) {
        return database.select(CANCEL, topics(), model.namespace(), position).map(rows -> !rows.isEmpty());
    }

    Uni<List<Row>> schedules(int limit) {
        return database.select(SCHEDULES, model.namespace(), limit);
    }

    Uni<Boolean> fireNow(String function) {
        return database.select(FIRE_NOW, model.namespace(), function).map(rows -> !rows.isEmpty());
    }

    Uni<Boolean> tryNow(long id) {
        return database.select(TRY_NOW, model.namespace(), id).map(rows -> !rows.isEmpty());
    }

    private String[] topics() {
        return model.eventTypes().values().stream()
                .map(type -> type.topic())
                .distinct()
                .toArray(String[]::new);
    }
}
