package dev.baton.runtime.journal;

/** The statements of the journal. */
final class JournalSql {

    /** The number of rows through which one search looks at most. */
    static final int LOOKED_AT = 20_000;

    static final String WRITE = """
            insert into baton_journal (namespace, function, process, took, ids, filter, entries)
            values ($1, $2, $3, $4, $5::bigint[], $6, $7)""";

    /** Finds rows with an id. Rows with many ids are not in the index, but they are few. */
    private static final String WITH_ID = """
            indexed as materialized (
                select at, position from baton_journal
                where namespace = $1 and ids @> array[$2::bigint] and (at, position) <= ($5, $6)),
            large as materialized (
                select at, position from baton_journal
                where namespace = $1 and ids is null and (at, position) <= ($5, $6)
                  and baton_journal_may_hold(filter, $3, $4))
            select j.at, j.position, j.function, j.process, coalesce(j.took, 0), j.entries
            """;

    /** Finds rows with an id, from the latest one. */
    static final String LATEST_WITH_ID = "with " + WITH_ID + """
            from (select at, position from indexed union all select at, position from large
                  order by at desc, position desc limit $7) as found
            join baton_journal j on j.namespace = $1 and j.at = found.at and j.position = found.position
            order by j.at desc, j.position desc""";

    /** Finds rows with an id, from the first one. */
    static final String FIRST_WITH_ID = "with " + WITH_ID + """
            from (select at, position from indexed union all select at, position from large
                  order by at, position limit $7) as found
            join baton_journal j on j.namespace = $1 and j.at = found.at and j.position = found.position
            order by j.at, j.position""";

    /** Finds rows with a key or type, or any rows, from the latest one, among those that are looked at. */
    static final String BY_TIME = """
            with found as materialized (
                select at, position from (
                    select at, position, filter from baton_journal
                    where namespace = $1 and (at, position) <= ($2, $3) and at >= $4
                    order by at desc, position desc limit $8) as looked_at
                where ($5::bigint[] is null or baton_journal_may_hold(filter, ($5::bigint[])[1], ($5::bigint[])[2]))
                  and ($6::bigint[] is null or baton_journal_may_hold(filter, ($6::bigint[])[1], ($6::bigint[])[2]))
                order by at desc, position desc limit $7)
            select j.at, j.position, j.function, j.process, coalesce(j.took, 0), j.entries
            from found join baton_journal j on j.namespace = $1 and j.at = found.at and j.position = found.position
            order by j.at desc, j.position desc""";

    /** Returns the last of the rows that {@link #BY_TIME} looks at; no row if there are not so many. */
    static final String LAST_LOOKED_AT = """
            select at, position from baton_journal
            where namespace = $1 and (at, position) <= ($2, $3) and at >= $4
            order by at desc, position desc offset $5 - 1 limit 1""";

    static final String AT = """
            select at, position, function, process, coalesce(took, 0), entries from baton_journal
            where namespace = $1 and at = $2 and position = $3""";

    static final String LETTERS = """
            select l.function, l.source, l.event_id, l.id, l.state
            from unnest($2::text[], $3::text[], $4::text[]) as asked (function, source, event_id)
            cross join lateral (
                select * from baton_dead_letter l
                where l.namespace = $1 and l.function = asked.function and l.source = asked.source
                  and l.event_id = asked.event_id) as l""";

    /** Returns the data of an event that failed. */
    static final String KEPT_DATA = """
            select data from baton_dead_letter where namespace = $1 and function = $2 and source = $3 and event_id = $4
            union all
            select data from baton_retry where namespace = $1 and function = $2 and source = $3 and event_id = $4
            limit 1""";

    static final String FORGET = """
            with old as materialized (
                select ctid from baton_journal
                where (select pg_try_advisory_xact_lock(hashtextextended('baton_journal/' || $1, baton_schema_number())))
                  and namespace = $1 and at < now() - make_interval(secs => $2)
                order by at, position limit $3 for update skip locked),
            forgotten as (
                delete from baton_journal where ctid = any (array(select ctid from old)) returning 1)
            select count(*) from forgotten""";

    private JournalSql() {}
}
