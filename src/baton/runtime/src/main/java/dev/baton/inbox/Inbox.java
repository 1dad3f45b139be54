package dev.baton.inbox;

import dev.baton.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers which events each function has handled. An event that another transaction is taking in right now is waited for:
 * it is new only when that transaction rolls back.
 */
@Singleton
public class Inbox {

    /** What identifies an event (CloudEvents 1.0: {@code source} and {@code id}). */
    public record EventId(String source, String id) {}

    private static final String CLAIM = """
            insert into baton_inbox (function, source, id)
            select $1, source, id from unnest($2::text[], $3::text[]) as event (source, id)
            on conflict do nothing
            returning source, id""";

    /** Takes the events in, as handled by this function, and returns those that it has not handled before. */
    public Uni<Set<EventId>> claim(Sql sql, String function, List<EventId> events) {
        String[] sources = events.stream().map(EventId::source).toArray(String[]::new);
        String[] ids = events.stream().map(EventId::id).toArray(String[]::new);
        return sql.select(CLAIM, function, sources, ids).map(rows -> {
            Set<EventId> fresh = new HashSet<>(rows.size() * 2);
            rows.forEach(row -> fresh.add(new EventId((String) row[0], (String) row[1])));
            return fresh;
        });
    }
}
