package dev.baton.runtime.journal;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the journal of this namespace. Where nothing else is said, they are returned from the latest one. */
@Singleton
class JournalRows {

    private final Database database;
    private final String namespace;

    JournalRows(Database database, BatonModel model) {
        this.database = database;
        this.namespace = model.namespace();
    }

    /** Returns rows that may have the id, up to the place. */
    Uni<List<JournalRow>> byId(String id, Place upTo, int limit) {
        return byId(JournalSql.LATEST_WITH_ID, id, upTo, limit);
    }

    /** Returns rows that may have the id, from the first one. */
    Uni<List<JournalRow>> firstById(String id, int limit) {
        return byId(JournalSql.FIRST_WITH_ID, id, Place.END, limit);
    }

    private Uni<List<JournalRow>> byId(String sql, String id, Place upTo, int limit) {
        long mark = Marks.hashOfId(id);
        return rows(database.select(
                sql, namespace, mark, Marks.first(mark), Marks.step(mark), upTo.at(), upTo.position(), limit));
    }

    /** Returns rows that may have the key and the type, up to the place, among a bounded number of rows. */
    Uni<List<JournalRow>> byTime(@Nullable String key, @Nullable String type, Place upTo, Instant from, int limit) {
        return rows(database.select(
                JournalSql.BY_TIME,
                namespace,
                upTo.at(),
                upTo.position(),
                from,
                key == null ? null : bits(Marks.hashOfKey(key)),
                type == null ? null : bits(Marks.hashOfType(type)),
                limit,
                JournalSql.LOOKED_AT));
    }

    /** Returns the last place at which {@link #byTime} looks; empty if it looks at all rows. */
    Uni<Optional<Place>> lastLookedAt(Place upTo, Instant from) {
        return database.select(
                        JournalSql.LAST_LOOKED_AT, namespace, upTo.at(), upTo.position(), from, JournalSql.LOOKED_AT)
                .map(rows -> rows.stream().findFirst().map(row -> new Place(row.time(0), row.bigint(1), 0)));
    }

    Uni<Optional<JournalRow>> at(Place place) {
        return rows(database.select(JournalSql.AT, namespace, place.at(), place.position()))
                .map(rows -> rows.stream().findFirst());
    }

    private static Long[] bits(long mark) {
        return new Long[] {Marks.first(mark), Marks.step(mark)};
    }

    private static Uni<List<JournalRow>> rows(Uni<List<Row>> found) {
        return found.map(rows -> rows.stream().map(JournalRow::of).toList());
    }
}
