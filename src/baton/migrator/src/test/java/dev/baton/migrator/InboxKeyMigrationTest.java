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

/** Version 11 of the schema, which gives the inbox a short key, and replies a table of their own. */
@Timeout(120)
class InboxKeyMigrationTest {

    private static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

    @BeforeAll
    static void start() {
        DATABASE.start();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @BeforeEach
    void versionTen() throws SQLException {
        execute("drop schema public cascade");
        execute("create schema public");
        Flyway.configure(getClass().getClassLoader())
                .dataSource(DATABASE.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD)
                .locations("classpath:db/baton")
                .table("baton_schema_history")
                .placeholders(Map.of("namespace", ""))
                .defaultSchema("public")
                .target("10")
                .load()
                .migrate();
        execute("""
                insert into baton_inbox (namespace, function, source, id, handled_at) values
                    ('shop', 'ship', '/orders/größe', 'order-1', '2026-01-02 03:04:05Z'),
                    ('shop', 'ship', '/orders/größe', '0192f3a4-5b6c-7def-8123-456789abcdef', '2026-02-02 03:04:05Z')""");
        execute("""
                insert into baton_inbox (namespace, function, source, id, reply_type, reply_key, reply_attributes, reply_data,
                    reply_published) values ('shop', 'ship', '/s', '1', 'shipped.v1', 'k', '{}', 'data', true)""");
    }

    @Test
    void eventsAndRepliesStayKnown() throws SQLException {
        migrate();

        assertThat(strings("""
                select encode(key, 'hex') || ' ' || namespace || ' ' || to_char(handled_at at time zone 'UTC', 'YYYY-MM-DD')
                from baton_inbox order by handled_at limit 2"""))
                .containsExactly(
                        "b2eb2be12550f6b2eaef6af2f606561b3e1d64e5 shop 2026-01-02",
                        "6727d827aa2d6efb5a849cd3f475985fa3bf2f1b shop 2026-02-02");
        assertThat(strings("""
                select concat_ws(' ', type, r.key, attributes, convert_from(data, 'UTF8'), published)
                from baton_reply r join baton_inbox i on i.key = inbox_key
                where inbox_key = baton_inbox_key('shop', 'ship', '/s', '1')""")).containsExactly("shipped.v1 k {} data t");
    }

    @Test
    void aReplayForgetsTheEventAndItsReply() throws SQLException {
        execute("""
                insert into baton_dead_letter (namespace, function, source, event_id, attributes, data, origin, attempts,
                    first_failed_at, last_failed_at, error_class, error_message, error_stack)
                values ('shop', 'ship', '/s', '1', '{}', '', 'here', 12, now(), now(), 'Error', 'no', 'at ship')""");
        migrate();

        assertThat(strings("select state from baton_replay_dead_letter('shop', 1, 'ann')"))
                .containsExactly("replayed");

        assertThat(strings("select namespace from baton_inbox")).hasSize(2);
        assertThat(strings("select type from baton_reply")).isEmpty();
    }

    @Test
    void whoMightUseTheInboxMayUseTheNewTables() throws SQLException {
        execute("drop role if exists \"the App\"");
        execute("create role \"the App\"");
        execute("grant select, insert, delete on baton_inbox to \"the App\"");

        migrate();

        assertThat(strings("""
                select has_table_privilege('the App', name, privilege) from unnest('{baton_inbox,baton_reply}'::text[]) as name,
                    unnest('{select,insert,delete,truncate}'::text[]) as privilege""")).containsExactly("t", "t", "t", "f", "t", "t", "t", "f");
        execute("drop owned by \"the App\"");
    }

    private static void migrate() {
        Migrations.migrate(
                DATABASE.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                Optional.empty(),
                InboxKeyMigrationTest.class.getClassLoader());
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
