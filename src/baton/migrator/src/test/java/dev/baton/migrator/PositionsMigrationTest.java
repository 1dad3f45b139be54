package dev.baton.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Version 14 of the schema, in which a transaction has an id before it draws a position of the outbox. */
@Timeout(120)
class PositionsMigrationTest {

    private static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();
    private static final String STORE =
            "insert into baton_outbox (slot, type, key, attributes, data) values (1, 'sold.v1', 'k', '{}', 'data')";

    @BeforeAll
    static void start() {
        DATABASE.start();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @BeforeEach
    void versionThirteen() throws SQLException {
        execute("drop schema public cascade");
        execute("create schema public");
        Flyway.configure(getClass().getClassLoader())
                .dataSource(DATABASE.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD)
                .locations("classpath:db/baton")
                .table("baton_schema_history")
                .placeholders(Map.of("namespace", ""))
                .defaultSchema("public")
                .target("13")
                .load()
                .migrate();
    }

    @Test
    void waitingEventsKeepTheirPositionsAndLaterOnesFollow() throws SQLException {
        execute(STORE);
        execute(STORE);
        execute("insert into baton_outbox select 40, slot, type, key, attributes, data from baton_outbox limit 1");

        migrate();
        execute(STORE);

        List<String> positions = strings("select position from baton_outbox order by position");
        assertThat(positions).hasSize(4).startsWith("1", "2", "40");
        assertThat(Long.parseLong(positions.get(3))).isGreaterThan(40);
    }

    @Test
    void positionsOfPublishedEventsAreNotDrawnAgain() throws SQLException {
        execute("insert into baton_outbox (slot, type, key, attributes, data)"
                + " select 1, 'sold.v1', 'k', '{}', 'data' from generate_series(1, 100)");
        execute("delete from baton_outbox");

        migrate();
        execute(STORE);

        assertThat(Long.parseLong(strings("select position from baton_outbox").get(0)))
                .isGreaterThan(100);
    }

    @Test
    void earlierVersionsFindTheSequence() throws SQLException {
        migrate();

        assertThat(strings("select pg_get_serial_sequence('baton_outbox', 'position')"))
                .containsExactly("public.baton_outbox_position");
        assertThat(strings("select cache_size from pg_sequences where sequencename = 'baton_outbox_position'"))
                .containsExactly("1");
    }

    @Test
    void whoMightAddEventsMayDrawPositionsAndRaiseFloors() throws SQLException {
        execute("drop role if exists \"the App\"");
        execute("create role \"the App\"");
        execute("grant usage on schema public to \"the App\"");
        execute("grant insert on baton_outbox to \"the App\"");

        migrate();

        execute("set role \"the App\"; begin; " + STORE + """
                ; select pg_sequence_last_value('baton_outbox_position'::regclass), pg_current_xact_id(),
                         pg_snapshot_xmin(pg_current_snapshot()), pg_postmaster_start_time(),
                         pg_logical_emit_message(true, 'baton', '');
                commit""");
        execute("drop owned by \"the App\"");
    }

    private static void migrate() {
        Migrations.migrate(
                DATABASE.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                Optional.empty(),
                PositionsMigrationTest.class.getClassLoader());
    }

    private static List<String> strings(String query) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
