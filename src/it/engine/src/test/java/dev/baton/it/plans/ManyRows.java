package dev.baton.it.plans;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Baton's tables after long use and an outage: many rows each, of two namespaces, ten functions and a tenth as many keys
 * as rows.
 */
final class ManyRows {

    /** {@code :rows} stands for the number of rows. There are a hundred thousand dead letters in any case. */
    private static final List<String> STATEMENTS =
            List.of("set synchronous_commit = off", """
            insert into baton_inbox (namespace, key, handled_at)
            select 'namespace-' || n % 2, baton_inbox_key('namespace-' || n % 2, 'function-' || n % 10, '/source/' || n % 1000, 'event-' || n),
                   now() - n * interval '1 s'
            from generate_series(1, :rows) as n""", """
            insert into baton_reply (inbox_key, type, attributes, data)
            select key, 'type', '{}', 'data' from baton_inbox limit :rows / 10""", """
            insert into baton_inbox_walk (namespace, next_block, looked_at)
            select 'namespace-' || n, 128, now() from generate_series(0, 1) as n""", """
            insert into baton_outbox (slot, type, key, attributes, data, not_before)
            select n % 64, 'type-' || n % 10, 'key-' || n % (:rows / 10), '{}', 'data', case when n % 10 = 0 then now() + n * interval '1 s' end
            from generate_series(1, :rows) as n""", """
            insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at, held)
            select 'namespace-' || n % 2, 'function-' || n % 10, 'key-' || n % (:rows / 10), '/source', 'event-' || n, '{}', 'data', 'topic-0@' || n, 1,
                   case when n <= :rows / 10 and n % 100 > 0 then now() + (n - 1000) * interval '1 s' end, n <= :rows / 10 and n % 100 = 0
            from generate_series(1, :rows) as n""", """
            insert into baton_dead_letter (namespace, function, type, key, source, event_id, attributes, data, origin, attempts,
                first_failed_at, last_failed_at, error_class, error_message, error_stack, state)
            select 'namespace-' || n % 2, 'function-' || n % 10, 'type', 'key-' || n % (:rows / 10), '/source', 'event-' || n, '{}', 'data', 'topic-0@' || n, 1,
                   now(), now(), 'Error', 'message', 'stack', case when n % 10 = 0 then 'open' else 'replayed' end
            from generate_series(1, 100000) as n""", """
            insert into baton_dead_letter_audit (dead_letter, operation, performed_by, performed_at)
            select id, 'replay', 'ann', now() - id * interval '1 h' from baton_dead_letter where state <> 'open'""", """
            insert into baton_journal (at, namespace, function, process, took, ids, filter, entries)
            select now() - n * interval '1 s', 'namespace-' || n % 2, 'function-' || n % 10, 'process', 10,
                   case when n % 10 > 0 then array[hashint8extended(n, 1), hashint8extended(n / 4, 2)] end,
                   convert_to(lpad(to_hex(hashint8extended(n, 3)), 16, '0'), 'UTF8'), '\\x010000000000000000'
            from generate_series(1, :rows) as n""", "vacuum analyze");

    private ManyRows() {}

    static void fill(Connection connection, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql.replace(":rows", Integer.toString(rows)));
            }
        }
    }
}
