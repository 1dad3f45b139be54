package dev.baton.runtime.retry;

import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;

/** An event of the retry table that was given up on and holds its key. */
final class HeldEvent {

    private static final String REMOVE = """
            delete from baton_retry
            where namespace = $1 and function = $2 and source = $3 and event_id = $4 and held""";

    private HeldEvent() {}

    /** Removes the event. The next event of its key is then due. */
    static Uni<Void> remove(Sql sql, String namespace, FailedEvent held) {
        String function = held.function();
        String source = held.event().getSource().toString();
        return sql.select(Retries.LOCK_KEYS, namespace, function, new String[] {held.key()})
                .chain(() -> sql.execute(
                        REMOVE, namespace, function, source, held.event().getId()))
                .chain(() -> sql.execute(Retries.PROMOTE_NEXT, namespace, function, new String[] {held.key()}));
    }
}
