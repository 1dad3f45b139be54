package dev.baton.bench;

import java.sql.SQLException;

/** Rows that are there before a run. */
final class Filling {

    static final int OUTBOX_ROWS = 1_000_000;

    private Filling() {}

    /** Inbox rows of events that came earlier. */
    static void inbox(Services services, int rows) throws SQLException {
        services.execute("""
                insert into baton_inbox (function, source, id)
                select 'log-message', '/chat/rooms/room-' || n %% 100 || '/members/user-' || n %% 977,
                       md5(n::text)::uuid::text
                from generate_series(1, %d) as n""".formatted(rows));
        services.execute("vacuum analyze baton_inbox");
        services.execute("checkpoint");
    }

    /** Outbox rows that wait to be published. */
    static void outbox(Services services, int rooms) throws SQLException {
        services.execute("""
                insert into baton_outbox (slot, type, key, attributes, data)
                select hashtext('room-' || n %% %d) & 63, '%s', 'room-' || n %% %d,
                       json_build_object('specversion', '1.0', 'id', md5(n::text)::uuid, 'source', '/functions/log-message',
                                         'type', '%s', 'datacontenttype', 'application/json', 'time', now(),
                                         'subject', 'room-' || n %% %d, 'partitionkey', 'room-' || n %% %d)::text,
                       convert_to(repeat('{"text":"a message that waits"}', 10), 'UTF8')
                from generate_series(1, %d) as n""".formatted(rooms, Services.LOGGED, rooms, Services.LOGGED, rooms, rooms, OUTBOX_ROWS));
        services.execute("vacuum analyze baton_outbox");
        services.execute("checkpoint");
    }
}
