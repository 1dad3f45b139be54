package dev.baton.console.redrive;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads what became of replayed dead letters, and the events of some. */
@Singleton
class RedriveTable {

    /**
     * A replayed event waits in the retry table until it was handled, which deletes the row. One that failed
     * permanently, or in all its attempts, makes its dead letter open again. A repetition of the same exception is no
     * reason to wait for the other attempts.
     */
    private static final String OUTCOMES = """
            select l.id, l.state = 'open' or coalesce(r.held or (r.attempts > 0 and r.error_class = l.error_class), false),
                   r.id is not null, l.error_class, left(coalesce(r.error_message, l.error_message), 300)
            from baton_dead_letter l
            left join baton_retry r on r.namespace = l.namespace and r.function = l.function and r.source = l.source
                and r.event_id = l.event_id
            where l.namespace = $1 and l.id = any($2::bigint[])""";

    private static final String EVENTS = """
            select attributes, data from baton_dead_letter
            where namespace = $1 and id = any($2::bigint[]) and length(data) <= 65536""";

    private final Database database;
    private final StoredEvents events;
    private final String namespace;

    RedriveTable(Database database, StoredEvents events, BatonModel model) {
        this.database = database;
        this.events = events;
        this.namespace = model.namespace();
    }

    /**
     * What became of a replayed dead letter.
     *
     * @param repeated whether the event failed again
     * @param waits whether the event still waits to be handled; if it does not and has not failed, it was handled
     */
    record Outcome(long id, boolean repeated, boolean waits, String error) {}

    /** An event without its failure. */
    record Stored(Map<String, String> attributes, byte[] data) {}

    Uni<List<Outcome>> outcomes(Collection<Long> ids) {
        return database.select(OUTCOMES, namespace, ids.toArray(Long[]::new))
                .map(rows -> rows.stream().map(RedriveTable::outcome).toList());
    }

    /** Returns the events of these dead letters, but not the long ones. */
    Uni<List<Stored>> events(Collection<Long> ids) {
        return database.select(EVENTS, namespace, ids.toArray(Long[]::new)).map(rows -> rows.stream()
                .map(row -> new Stored(events.readAttributes(row.text(0)), row.bytes(1)))
                .toList());
    }

    private static Outcome outcome(Row row) {
        return new Outcome(row.bigint(0), row.bool(1), row.bool(2), row.text(3) + ": " + row.text(4));
    }
}
