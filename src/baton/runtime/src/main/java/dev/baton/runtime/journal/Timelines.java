package dev.baton.runtime.journal;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.journal.Hop.Letter;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the rows of a chain together. */
@Singleton
class Timelines {

    /** The number of rows that are read for a timeline. */
    private static final int MOST_ROWS = 500;

    private final JournalRows rows;
    private final Database database;
    private final String namespace;

    Timelines(JournalRows rows, Database database, BatonModel model) {
        this.rows = rows;
        this.database = database;
        this.namespace = model.namespace();
    }

    Uni<Timeline> of(String correlationId) {
        return rows.firstById(correlationId, MOST_ROWS).chain(found -> {
            Hops hops = new Hops(correlationId);
            found.forEach(hops::add);
            return letters(hops).map(letters -> hops.timeline(letters, found.size() == MOST_ROWS));
        });
    }

    /** Returns the dead letters of the hops that were given up on, by {@link Hops#letterKey}. */
    private Uni<Map<List<String>, Letter>> letters(Hops hops) {
        List<List<String>> keys = hops.givenUp();
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return database.select(JournalSql.LETTERS, namespace, column(keys, 0), column(keys, 1), column(keys, 2))
                .map(Timelines::letters);
    }

    private static String[] column(List<List<String>> keys, int column) {
        return keys.stream().map(key -> key.get(column)).toArray(String[]::new);
    }

    private static Map<List<String>, Letter> letters(List<Row> found) {
        Map<List<String>, Letter> letters = new HashMap<>();
        for (Row row : found) {
            letters.put(List.of(row.text(0), row.text(1), row.text(2)), new Letter(row.bigint(3), row.text(4)));
        }
        return letters;
    }
}
