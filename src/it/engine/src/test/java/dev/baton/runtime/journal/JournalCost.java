package dev.baton.runtime.journal;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Measures what the journal costs, and how long its queries take. Not a test: {@code -Dtest=JournalCost} runs it. The
 * figures are in the decision on the journal.
 */
class JournalCost {

    private static final int EVENTS = 200_000;
    private static final String NAMESPACE = "cost";

    private final Clock clock = Clock.systemUTC();
    private final JournalWriter writer = new JournalWriter(NAMESPACE, "log-message@host-1234:77", clock, true, true);

    @Test
    void anEventOfABatchOf500() throws Exception {
        measure(500);
    }

    @Test
    void anEventAlone() throws Exception {
        measure(1);
    }

    @Test
    void queriesOver100000Events() throws Exception {
        try (EmbeddedDatabase database = MigratedDatabase.start()) {
            for (int batch : new int[] {500, 1}) {
                try (Connection connection = database.connect()) {
                    connection.createStatement().execute("truncate baton_journal");
                    connection.setAutoCommit(false);
                    fill(connection, batch, 100_000);
                    connection.commit();
                }
                try (RowsOfDatabase rows = new RowsOfDatabase(database, NAMESPACE)) {
                    String id = rows.some();
                    for (int i = 0; i < 3; i++) {
                        report(batch, "by id", () -> rows.search(id, null, null, null));
                        report(batch, "timeline", () -> rows.timeline(id));
                        report(batch, "by key", () -> rows.search(null, null, "room-7", null));
                        report(batch, "by a key without events", () -> rows.search(null, null, "nobody", null));
                        report(batch, "by a type without events", () -> rows.search(null, null, null, "none.v1"));
                        report(batch, "latest", () -> rows.search(null, null, null, null));
                    }
                }
            }
        }
    }

    private interface Query {
        Object run();
    }

    private static void report(int batch, String name, Query query) {
        long begun = System.nanoTime();
        Object found = query.run();
        System.out.printf(
                Locale.ROOT, "batch %d, %s: %.1f ms %s%n", batch, name, (System.nanoTime() - begun) / 1e6, found);
    }

    private void measure(int batch) throws Exception {
        int events = batch == 1 ? EVENTS / 20 : EVENTS;
        try (EmbeddedDatabase database = MigratedDatabase.start();
                Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            fill(connection, batch, events / 4);
            connection.commit();
            for (int run = 0; run < 3; run++) {
                Cost none = run(connection, batch, events, false);
                Cost written = run(connection, batch, events, true);
                System.out.printf(
                        Locale.ROOT,
                        "batch %d: server %.2f us, WAL %.0f B, packing %.2f us an event%n",
                        batch,
                        written.server() - none.server(),
                        written.wal() - none.wal(),
                        packing(batch, events));
            }
            connection.setAutoCommit(true);
            try (ResultSet size = connection
                    .createStatement()
                    .executeQuery("select pg_total_relation_size('baton_journal'), pg_indexes_size('baton_journal')")) {
                size.next();
                System.out.println(
                        "batch " + batch + ": table " + size.getLong(1) + " B, of which indexes " + size.getLong(2));
            }
        }
    }

    /** Microseconds of the server's process, and bytes of WAL, of an event. */
    private record Cost(double server, double wal) {}

    private Cost run(Connection connection, int batch, int events, boolean journal) throws Exception {
        long cpu = cpu(connection);
        long wal = number(connection, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
        for (int from = 0; from < events; from += batch) {
            connection
                    .createStatement()
                    .execute(
                            "insert into baton_inbox_walk values ('cost', 1, now()) on conflict (namespace) do update set next_block = 2");
            if (journal) {
                write(connection, batch, from);
            }
            connection.commit();
        }
        long walUsed = number(connection, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint") - wal;
        long cpuUsed = cpu(connection) - cpu;
        return new Cost(cpuUsed * 10_000.0 / events, walUsed / (double) events);
    }

    private double packing(int batch, int events) {
        List<List<Delivered>> batches = new ArrayList<>();
        for (int from = 0; from < Math.min(events, 20_000); from += batch) {
            batches.add(delivered(batch, from));
        }
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (List<Delivered> some : batches) {
                JournalBatch packed = new JournalBatch(clock.millis(), some.size());
                some.forEach(packed::add);
                packed.marks().indexed();
                packed.marks().filter();
                packed.entries();
            }
            long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
            best = Math.min(best, used / 1e3 / (batches.size() * batch));
        }
        return best;
    }

    private void fill(Connection connection, int batch, int events) throws SQLException {
        for (int from = 0; from < events; from += batch) {
            write(connection, batch, from);
        }
        connection.commit();
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze baton_journal");
        }
    }

    private void write(Connection connection, int batch, int from) throws SQLException {
        JournalBatch packed = new JournalBatch(clock.millis(), batch);
        delivered(batch, from).forEach(packed::add);
        try (PreparedStatement statement = connection.prepareStatement(JournalSql.WRITE.replaceAll("\\$\\d", "?"))) {
            statement.setString(1, NAMESPACE);
            statement.setString(2, "log-message");
            statement.setString(3, "log-message@host-1234:77");
            statement.setInt(4, 12);
            Long[] ids = packed.marks().indexed();
            statement.setArray(5, ids == null ? null : connection.createArrayOf("bigint", ids));
            statement.setBytes(6, packed.marks().filter());
            statement.setBytes(7, packed.entries());
            statement.execute();
        }
    }

    private static List<Delivered> delivered(int batch, int from) {
        List<Delivered> events = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            String id = UUID.randomUUID().toString();
            String key = "room-" + i % 50;
            Map<String, String> attributes = new LinkedHashMap<>(Map.of(
                    "specversion",
                    "1.0",
                    "id",
                    id,
                    "source",
                    "/chat/gateway",
                    "type",
                    "chat.message.posted.v1",
                    "partitionkey",
                    key,
                    "correlationid",
                    id,
                    "subject",
                    key));
            Map<String, String> next = new LinkedHashMap<>(attributes);
            next.put("id", UUID.randomUUID() + "-6745ab01");
            next.put("type", "chat.message.logged.v1");
            next.put("source", "/chat/functions/log-message");
            StoredEvent followUp = new FollowUp(next, key);
            events.add(new Delivered(
                    attributes,
                    key,
                    1,
                    JournalState.HANDLED,
                    null,
                    new Delivered.Origin("chat.message.posted.v1-3@" + (from + i), System.currentTimeMillis(), null),
                    List.of(followUp)));
        }
        return events;
    }

    private record FollowUp(Map<String, String> attributes, String key) implements StoredEvent {
        @Override
        public Instant notBefore() {
            return null;
        }
    }

    /** Returns the hundredths of a second that the server's process of the connection has used. */
    private static long cpu(Connection connection) throws Exception {
        long pid = number(connection, "select pg_backend_pid()");
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.US_ASCII);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
