package dev.baton.console.letters;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the dead letters of this namespace, without loading more of their data than is shown. */
@Singleton
public class LetterTable {

    private static final int FIRST_FRAME = 2;
    private static final int LAST_FRAME = 7;

    /** The first line of the stack that is not code of the JDK; empty if there is none near its top. */
    private static final String PLACE = place(FIRST_FRAME);

    /** Matches the parameters 2 to 4: function, class of the exception, and place. */
    private static final String IN_GROUP =
            "($2::text is null or function = $2) and ($3::text is null or error_class = $3)"
                    + " and ($4::text is null or " + PLACE + " = $4)";

    /** Counts the keys by hashing twice, because counting distinct texts sorts them. */
    private static final String GROUPS = """
            with by_key as (
                select function, error_class, %s as place, key, count(*) as letters, min(first_failed_at) as first,
                       max(last_failed_at) as last, max(id) as example
                from baton_dead_letter where namespace = $1 and state = 'open' group by 1, 2, 3, 4),
            grouped as materialized (
                select function, error_class, place, sum(letters)::bigint as letters, count(key) as keys,
                       min(first) as first, max(last) as last, max(example) as example
                from by_key group by 1, 2, 3)
            select g.function, g.error_class, g.place, g.letters, g.keys, g.first, g.last,
                   (select left(l.error_message, 300) from baton_dead_letter l where l.id = g.example)
            from grouped g order by g.letters desc, g.last desc limit $2""".formatted(PLACE);

    private static final String PAGE = """
            select id, function, type, key, source, event_id, attempts, first_failed_at, last_failed_at, error_class,
                   left(error_message, 300), state, length(data)
            from baton_dead_letter
            where namespace = $1 and id > $6 and ($5::text is null or state = $5) and %s
            order by id limit $7""".formatted(IN_GROUP);

    private static final String ONE = """
            select id, function, type, key, source, event_id, attempts, first_failed_at, last_failed_at, error_class,
                   error_message, state, length(data), attributes, error_stack, origin, substring(data from 1 for $3)
            from baton_dead_letter where namespace = $1 and id = $2""";

    private static final String AUDIT = """
            select a.operation, a.performed_by, a.performed_at, a.detail
            from baton_dead_letter_audit a join baton_dead_letter l on l.id = a.dead_letter
            where l.namespace = $1 and a.dead_letter = $2 order by a.id desc limit 50""";

    private static final String RECENT = """
            select a.operation, a.performed_by, a.performed_at, a.detail, a.dead_letter, l.function, l.event_id
            from baton_dead_letter_audit a join baton_dead_letter l on l.id = a.dead_letter
            where l.namespace = $1 order by a.performed_at desc limit $2""";

    private static final String IDS = """
            select id from baton_dead_letter
            where namespace = $1 and state = 'open' and %s and id > $5 order by id limit $6""".formatted(IN_GROUP);

    private static final String COUNT = """
            select count(*), count(distinct (function, key)), coalesce(max(id), 0) from baton_dead_letter
            where namespace = $1 and state = 'open' and %s""".formatted(IN_GROUP);

    private final Database database;
    private final String namespace;

    LetterTable(Database database, BatonModel model) {
        this.database = database;
        this.namespace = model.namespace();
    }

    /**
     * Returns an expression for the place, from this part of the stack on. Splitting takes a fifth of the time that a
     * regular expression takes.
     */
    private static String place(int part) {
        String line = "left(split_part(split_part(error_stack, E'\\n\\tat ', " + part + "), E'\\n', 1), 300)";
        return part > LAST_FRAME
                ? "''"
                : "case when left(%1$s, 5) <> 'java.' and left(%1$s, 4) not in ('jdk.', 'sun.') then %1$s else %2$s end"
                        .formatted(line, place(part + 1));
    }

    /**
     * How many open dead letters a group has.
     *
     * @param keys the number of their keys
     * @param last the greatest of their ids
     */
    public record Size(long letters, long keys, long last) {}

    Uni<List<Row>> groups(int most) {
        return database.select(GROUPS, namespace, most);
    }

    Uni<List<Row>> page(Group group, @Nullable String state, long after, int limit) {
        return database.select(PAGE, namespace, group.function(), group.error(), group.place(), state, after, limit);
    }

    Uni<List<Row>> one(long id, int bytes) {
        return database.select(ONE, namespace, id, bytes);
    }

    Uni<List<Row>> audit(long id) {
        return database.select(AUDIT, namespace, id);
    }

    Uni<List<Row>> recentOperations(int limit) {
        return database.select(RECENT, namespace, limit);
    }

    /** Returns the ids of the open dead letters of a group after an id, in order. */
    public Uni<List<Long>> openIds(Group group, long after, int limit) {
        return database.select(IDS, namespace, group.function(), group.error(), group.place(), after, limit)
                .map(rows -> rows.stream().map(row -> row.bigint(0)).toList());
    }

    public Uni<Size> size(Group group) {
        return database.select(COUNT, namespace, group.function(), group.error(), group.place())
                .map(rows -> rows.get(0))
                .map(row -> new Size(row.bigint(0), row.bigint(1), row.bigint(2)));
    }
}
