package dev.baton.it.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that no statement of Baton reads a whole table, with a hundred thousand rows in inbox, outbox and retry table,
 * and a million with {@code -Pchaos}. The statements are the constants in the class files of the runtime;
 * {@code BrokenCallsTest} checks that the runtime sends no others. Each is planned for any parameters, as it is after its
 * first few calls on a connection.
 */
class QueryPlansTest {

    private static final int ROWS = Boolean.getBoolean("engine.exhaustive") ? 1_000_000 : 100_000;

    private static final Pattern WHOLE_TABLE =
            Pattern.compile("Seq Scan on baton_(inbox|reply|outbox|retry|dead_letter|dead_letter_audit|journal)\\b");

    /**
     * The statements of a round of the relay, which turns these scans off for its transaction, whatever it knows about
     * the table: see the decision on the relay.
     */
    private static final Set<String> IN_A_ROUND_OF_THE_RELAY =
            Set.of("DueSlots.LOCK", "Relay.READ", "LargeEvents.DATA", "Relay.DELETE", "Floors.FIRST_LEFT");

    private static EmbeddedDatabase database;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        database = MigratedDatabase.start();
        // Sent as text, a statement may be explained without its parameters.
        connection = DriverManager.getConnection(
                database.jdbcUrl() + "?preferQueryMode=simple", EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
        ManyRows.fill(connection, ROWS);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> noStatementReadsAWholeTable() {
        Map<String, String> statements = Statements.ofTheRuntime();
        assertThat(statements).hasSizeGreaterThan(20).containsKeys(IN_A_ROUND_OF_THE_RELAY.toArray(String[]::new));
        return statements.entrySet().stream()
                .map(statement -> DynamicTest.dynamicTest(
                        statement.getKey(), () -> check(statement.getKey(), statement.getValue())));
    }

    /** Functions in the database hide their statements from {@code explain}, so the reads are counted. */
    @Test
    void noOperationOnDeadLettersReadsAWholeTable() throws SQLException {
        for (String operation : List.of(
                "baton_dead_letters(null, null, null, null, null, 'open', %d, 100)",
                "baton_dead_letters('namespace-1', null, null, null, null, 'open', %d, 100)",
                "baton_replay_dead_letter(null, %d, 'ann')",
                "baton_edit_dead_letter(null, %d, '{}', 'ann')",
                "baton_discard_dead_letter(null, %d, 'ann')")) {
            for (int letter = 1; letter <= 8; letter++) {
                assertThat(wholeTableReads("select * from " + operation.formatted(1000 * letter)))
                        .as(operation)
                        .isEmpty();
            }
        }
    }

    private static void check(String name, String sql) throws SQLException {
        allowScans(!IN_A_ROUND_OF_THE_RELAY.contains(name));
        String plan = String.join("\n", rows("explain (generic_plan) " + sql));
        assertThat(WHOLE_TABLE.matcher(plan).find())
                .as("%s%nis planned as%n%s", sql, plan)
                .isFalse();
    }

    private static void allowScans(boolean allowed) throws SQLException {
        rows("select set_config(name, '%s', false) from unnest('{enable_seqscan,enable_bitmapscan}'::text[]) as name"
                .formatted(allowed ? "on" : "off"));
    }

    private static List<String> wholeTableReads(String call) throws SQLException {
        allowScans(true);
        connection.setAutoCommit(false);
        try {
            rows(call);
            return rows(
                    "select relname || ' ' || seq_scan from pg_stat_xact_user_tables where relname like 'baton_%' and seq_scan > 0");
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
