package dev.baton.runtime.outbox;

import dev.baton.runtime.journal.JournalWriter;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that were committed and wait to be published. The column {@code type} contains the topic. Only the
 * database's clock decides when a delayed event is due, so processes whose clocks differ agree.
 */
@Singleton
public class Outbox {

    private static final String STORE = """
            insert into baton_outbox (slot, type, key, attributes, data, not_before)
            select slot, type, key, attributes, data,
                   case when delay is not null then statement_timestamp() + make_interval(secs => delay)
                        when not_before > statement_timestamp() then not_before end
            from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::timestamptz[], $7::float8[])
                with ordinality as event (slot, type, key, attributes, data, not_before, delay, n)
            order by n""";

    /** Records the events in the journal as well. */
    private static final String STORE_NEW = """
            with recorded as (
                insert into baton_journal (namespace, function, process, took, ids, filter, entries)
                values ($8, $9, $10, $11, $12::bigint[], $13, $14))
            """ + STORE;

    private final StoredEvents events;
    private final JournalWriter journal;

    Outbox(StoredEvents events, JournalWriter journal) {
        this.events = events;
        this.journal = journal;
    }

    /** Stores the events in order, with one statement. */
    public Uni<Void> store(Sql sql, List<OutboxRow> rows) {
        return rows.isEmpty() ? Uni.createFrom().voidItem() : sql.execute(STORE, parameters(rows));
    }

    /** Stores events that follow from no other in order, with one statement, which records them in the journal. */
    public Uni<Void> storeNew(Sql sql, List<OutboxRow> rows) {
        if (rows.isEmpty() || !journal.enabled()) {
            return store(sql, rows);
        }
        List<@Nullable Object> parameters = new ArrayList<>(Arrays.asList(parameters(rows)));
        parameters.addAll(Arrays.asList(journal.stored(rows)));
        return sql.execute(STORE_NEW, parameters.toArray());
    }

    private @Nullable Object[] parameters(List<OutboxRow> rows) {
        int n = rows.size();
        Short[] slots = new Short[n];
        String[] topics = new String[n];
        String[] keys = new String[n];
        String[] attributes = new String[n];
        byte[][] data = new byte[n][];
        Instant[] notBefore = new Instant[n];
        Double[] delays = new Double[n];
        for (int i = 0; i < n; i++) {
            OutboxRow row = rows.get(i);
            slots[i] = Slots.of(row);
            topics[i] = row.topic();
            keys[i] = row.key();
            attributes[i] = events.write(row.attributes());
            data[i] = row.data();
            notBefore[i] = row.notBefore();
            delays[i] = row.delay() == null ? null : row.delay().toMillis() / 1000.0;
        }
        return new Object[] {slots, topics, keys, attributes, data, notBefore, delays};
    }
}
