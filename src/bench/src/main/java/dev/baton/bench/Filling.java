package dev.baton.bench;

import java.sql.SQLException;

/** Rows that are inserted before a run. */
final class Filling {

    private static final String OUTBOX = """
            insert into baton_outbox (slot, type, key, attributes, data, not_before)
            select hashtext('room-' || n %% %1$d) & 63, '%2$s', 'room-' || n %% %1$d,
                   json_build_object('specversion', '1.0', 'id', md5(n::text)::uuid, 'source', '/chat/functions/log-message',
                                     'type', '%2$s', 'datacontenttype', 'application/json', 'time', now(),
                                     'subject', 'room-' || n %% %1$d, 'partitionkey', 'room-' || n %% %1$d)::text,
                   convert_to(repeat('{"text":"a message that waits"}', 10), 'UTF8'), %4$s
            from generate_series(1, %3$d) as n""";

    private Filling() {}

    /**
     * Inserts inbox rows of earlier events, none of which belong to the run. The index is created after the rows, which
     * is faster, with the free space that pages have when rows are inserted one by one.
     */
    static void inbox(Services services, int rows) throws SQLException {
        services.execute("set maintenance_work_mem = '1GB'");
        services.execute("alter table baton_inbox drop constraint baton_inbox_pkey");
        services.execute("""
                insert into baton_inbox (namespace, function, source, id)
                select 'chat', 'log-message', '/chat/rooms/room-' || n %% 100 || '/members/user-' || n %% 977,
                       md5('earlier ' || n)::uuid::text
                from generate_series(1, %d) as n""".formatted(rows));
        services.execute(
                "alter table baton_inbox add primary key (namespace, function, source, id) with (fillfactor = 70)");
        services.execute("alter index baton_inbox_pkey reset (fillfactor)");
        settle(services, "baton_inbox");
    }

    /** Inserts outbox rows that are due. */
    static void due(Services services, int rows, int rooms) throws SQLException {
        outbox(services, rows, rooms, "null");
    }

    /** Inserts outbox rows that are not due during the run. */
    static void delayed(Services services, int rows, int rooms) throws SQLException {
        outbox(services, rows, rooms, "now() + interval '1 day'");
    }

    private static void outbox(Services services, int rows, int rooms, String notBefore) throws SQLException {
        services.execute(OUTBOX.formatted(rooms, Services.LOGGED, rows, notBefore));
        settle(services, "baton_outbox");
    }

    private static void settle(Services services, String table) throws SQLException {
        services.execute("vacuum analyze " + table);
        services.execute("checkpoint");
    }
}
