package dev.baton.it.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import dev.baton.runtime.sql.DatabaseSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Plans are made from what the database knows about a table. A connection keeps the plan of a prepared statement that was
 * made while the table was empty, until the next analyze, and a burst fills the table long before. And what is true of
 * most functions need not be true of the one in question. The statements that run all the time must read little then,
 * too.
 */
class UnfitStatisticsTest {

    private static final int ROWS = 50_000;
    private static final int FEW_PAGES = 1_000;
    private static final String NOTHING_RESTS = "'{}', '{}', '{}', '{}'";

    private EmbeddedDatabase database;
    private Connection connection;

    @BeforeEach
    void start() throws SQLException {
        database = MigratedDatabase.start();
        connection = DriverManager.getConnection(
                database.jdbcUrl() + "?preferQueryMode=simple", EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
        execute("alter system set autovacuum = off");
        execute("select pg_reload_conf()");
        execute("set plan_cache_mode = force_generic_plan");
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void theRelayLooksForOneEventOfEachSlot() throws Exception {
        prepareRound();
        round(0);

        fillOutbox();

        assertThat(round(0)).isBetween(1L, (long) FEW_PAGES);
    }

    @Test
    void theRelayLooksOnlyAboveTheFloorsWhileASnapshotKeepsDeletedRows() throws Exception {
        prepareRound();
        prepare("Floors.FIRST_LEFT", "bigint[], bigint");
        round(0);
        fillOutbox();
        try (Connection holding = database.connect()) {
            holding.setAutoCommit(false);
            holding.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            holding.createStatement().execute("select 1");
            execute("delete from baton_outbox where position <= %d".formatted(ROWS - 100));

            assertThat(round(0)).isGreaterThan(FEW_PAGES);
            assertThat(round(ROWS - 1000)).isBetween(1L, (long) FEW_PAGES);
            assertThat(inARound("\"Floors.FIRST_LEFT\"(%s, %d)".formatted(floors(ROWS - 1000), ROWS)))
                    .isBetween(1L, (long) FEW_PAGES);
        }
    }

    @Test
    void aParkedEventLooksForOneEventOfItsKey() throws Exception {
        prepare("Retries.ADD", "");
        String add =
                "\"Retries.ADD\"('n', 'f', '{key}', '{/s}', '{%s}', '{\"{}\"}', '{data}', '{t-0@1}', '{0}', 1, null, null,"
                        + " null, null, '{null}')";
        pages(add.formatted("first"));
        execute("""
                insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts)
                select 'n', 'f', 'key-' || n %% 1000, '/s', 'event-' || n, '{}', 'data', 't-0@1', 0
                from generate_series(1, %d) as n""".formatted(ROWS));

        assertThat(pages(add.formatted("second"))).isBetween(1L, (long) FEW_PAGES);
    }

    @Test
    void noEventsOfOtherFunctionsAreRead() throws Exception {
        execute("""
                insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts,
                                         due_at, held)
                select 'n', 'busy', 'key-' || n, '/s', 'event-' || n, '{}', 'data', 't-0@1', 0,
                       case when n %% 2 = 0 then now() end, n %% 2 = 1
                from generate_series(1, %d) as n""".formatted(ROWS));
        execute("vacuum analyze baton_retry");
        prepare("FunctionBacklogs.LOOK", "float8, int, text, text[]");
        prepare("TakenAtOnce.TAKE_DUE", "text, int, float8, text[], text[], bigint");
        prepare("NextDue.LOOK", "text, text[], text[]");

        assertThat(pages("\"FunctionBacklogs.LOOK\"(300, 10000, 'n', '{idle}')"))
                .isBetween(1L, (long) FEW_PAGES);
        assertThat(pages("\"TakenAtOnce.TAKE_DUE\"('n', 20, 60, '{idle,other}', '{}', 1000000)"))
                .isBetween(1L, (long) FEW_PAGES);
        assertThat(pages("\"NextDue.LOOK\"('n', '{idle,other}', '{}')")).isBetween(1L, (long) FEW_PAGES);
    }

    private void prepareRound() throws SQLException {
        prepare("DueSlots.LOCK", "int, bigint[], text[], text[], text[], text[]");
        prepare("Relay.READ", "int, bigint, text[], text[], text[], text[], bigint[]");
    }

    /** Stores events of two slots, at positions of which the last one is about {@link #ROWS}. */
    private void fillOutbox() throws SQLException {
        execute("""
                insert into baton_outbox (slot, type, key, attributes, data)
                select n %% 2, 'type', 'key', '{}', convert_to(repeat('data', 50), 'UTF8') from generate_series(1, %d) as n""".formatted(ROWS));
    }

    private long round(long floor) throws Exception {
        return inARound(
                "\"DueSlots.LOCK\"(1, %s, %s)".formatted(floors(floor), NOTHING_RESTS),
                "\"Relay.READ\"(1000, 8000000, %s, %s)".formatted(NOTHING_RESTS, floors(floor)));
    }

    /** Runs the statements in a transaction, as the relay does, and returns how many pages they read. */
    private long inARound(String... calls) throws Exception {
        execute("begin");
        execute("set local enable_seqscan = off");
        execute("set local enable_bitmapscan = off");
        long pages = 0;
        for (String call : calls) {
            pages += pages(call);
        }
        execute("commit");
        return pages;
    }

    private static String floors(long all) {
        return "array_fill(%d::bigint, array[64])".formatted(all);
    }

    private void prepare(String name, String types) throws SQLException {
        String sql = DatabaseSchema.PUBLIC.qualify(Statements.ofTheRuntime().get(name));
        execute("prepare \"" + name + "\"" + (types.isEmpty() ? "" : "(" + types + ")") + " as " + sql);
    }

    private long pages(String call) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("explain (analyze, buffers, format json) execute " + call)) {
            result.next();
            JsonNode plan =
                    new ObjectMapper().readTree(result.getString(1)).get(0).get("Plan");
            return plan.get("Shared Hit Blocks").asLong()
                    + plan.get("Shared Read Blocks").asLong();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
