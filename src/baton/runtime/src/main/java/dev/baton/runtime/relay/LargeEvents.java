package dev.baton.runtime.relay;

import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of the outbox that are larger than the share of their slot. Only some of them are read at once, the oldest
 * first, so that those of all slots together do not take the memory of the process.
 *
 * @param share the size in bytes from which on an event is not large
 * @param most the size of their data after which no further event is read
 */
record LargeEvents(long share, long most) {

    private static final String DATA = "select position, data from baton_outbox where position = any($1::bigint[])";

    /** Columns of {@link Relay}'s rows. */
    private static final int POSITION = 0;

    private static final int SIZE = 5;

    boolean isLarge(Row row) {
        return row.integer(SIZE) > share;
    }

    /** Returns the data of the first large events of these rows, by position: of one event at least. Blocks. */
    Map<Long, byte[]> read(Sql sql, List<Row> rows) {
        List<Row> large = rows.stream()
                .filter(this::isLarge)
                .sorted(Comparator.comparing(row -> row.bigint(POSITION)))
                .toList();
        List<Long> first = new ArrayList<>();
        long bytes = 0;
        for (Row row : large) {
            if (bytes < most) {
                first.add(row.bigint(POSITION));
                bytes += row.integer(SIZE);
            }
        }
        Map<Long, byte[]> data = new HashMap<>();
        if (!first.isEmpty()) {
            sql.select(DATA, (Object) first.toArray(Long[]::new))
                    .await()
                    .indefinitely()
                    .forEach(row -> data.put(row.bigint(0), row.bytes(1)));
        }
        return data;
    }
}
