package dev.baton.runtime.outbox;

import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

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

    private final StoredEvents events;

    Outbox(StoredEvents events) {
        this.events = events;
    }

    /** Stores the events in order, with one statement. */
    public Uni<Void> store(Sql sql, List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
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
        return sql.execute(STORE, slots, topics, keys, attributes, data, notBefore, delays);
    }
}
