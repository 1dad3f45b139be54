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

    /** The first event of each key is due, and the others are parked behind it, as after a failure that has passed. */
    private static final String PARKED = """
            insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at)
            select 'chat', 'log-message', room, source, id,
                   json_build_object('specversion', '1.0', 'id', id, 'source', source, 'type', 'chat.message.posted.v2',
                                     'datacontenttype', 'application/json', 'time', now(), 'subject', room,
                                     'partitionkey', room, 'correlationid', id)::text,
                   convert_to(json_build_object('messageId', id, 'room', room, 'sender', 'user-1', 'sentAt', now(),
                                                'text', repeat('a message that waits ', 7))::text, 'UTF8'),
                   'parked-0@' || n, 0, case when n <= %2$d then now() end
            from (select n, 'room-' || n %% %2$d as room, md5('parked ' || n)::uuid::text as id,
                         '/chat/rooms/room-' || n %% %2$d || '/members/user-1' as source
                  from generate_series(1, %1$d) as n) as parked
            order by n""";

    private Filling() {}

    /**
     * Inserts inbox rows of earlier events, none of which belong to the run. Their keys are like those that Baton makes
     * of ids that carry a time, for 10,000 events a second until now. The index is created after the rows, which is
     * faster, with the free space that pages have when rows are inserted one by one.
     */
    static void inbox(Services services, int rows) throws SQLException {
        services.execute("set maintenance_work_mem = '1GB'");
        services.execute("alter table baton_inbox drop constraint baton_inbox_pkey");
        services.execute("""
                insert into baton_inbox (namespace, key)
                select 'chat', int4send((extract(epoch from now()) - (%1$d - n) / 10000)::integer)
                               || substr(sha256(convert_to('earlier ' || n, 'UTF8')), 1, 16)
                from generate_series(1, %1$d) as n""".formatted(rows));
        services.execute("alter table baton_inbox add primary key (key) with (fillfactor = 70)");
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

    /** Inserts events that wait in the retry table of log-message, all of which can be handled. */
    static void parked(Services services, int events, int keys) throws SQLException {
        services.execute(PARKED.formatted(events, keys));
        settle(services, "baton_retry");
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
