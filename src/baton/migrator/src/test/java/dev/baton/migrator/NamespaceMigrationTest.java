package dev.baton.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Version 7 of the schema, which puts the rows of earlier versions into a namespace. */
@Timeout(120)
class NamespaceMigrationTest {

    private static final String INBOX = "insert into baton_inbox (function, source, id) values ('ship', '/s', '1')";
    private static final String RETRY = """
            insert into baton_retry (function, key, source, event_id, attributes, data, origin, attempts, held)
            values ('ship', 'k', '/s', '1', '{}', '', 'here', 12, true), ('ship', 'k', '/s', '2', '{}', '', 'here', 0, false)""";
    private static final String DEAD_LETTER = """
            insert into baton_dead_letter (function, key, source, event_id, attributes, data, origin, attempts,
                first_failed_at, last_failed_at, error_class, error_message, error_stack)
            values ('ship', 'k', '/s', '1', '{}', '', 'here', 12, now(), now(), 'Error', 'no', 'at ship')""";
    private static final String SCHEDULE = "insert into baton_schedule values ('clean', '0 3 * * *', 'UTC', now())";

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
    void versionSix() throws SQLException {
        execute("drop schema public cascade");
        execute("create schema public");
        Flyway.configure(getClass().getClassLoader())
                .dataSource(DATABASE.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD)
                .locations("classpath:db/baton")
                .table("baton_schema_history")
                .target("6")
                .load()
                .migrate();
    }

    @Test
    void emptyTablesNeedNoNamespace() throws SQLException {
        migrate(Optional.empty());

        assertThat(version()).isGreaterThanOrEqualTo(7);
        assertThatThrownBy(() -> execute(RETRY)).hasMessageContaining("namespace");
    }

    @ParameterizedTest
    @ValueSource(strings = {INBOX, RETRY, DEAD_LETTER, SCHEDULE})
    void rowsNeedOneAndStayAsTheyAreWithoutIt(String row) throws SQLException {
        execute(row);

        assertThatThrownBy(() -> migrate(Optional.empty()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Set BATON_NAMESPACE to the baton.namespace of the application");
        assertThat(version()).isEqualTo(6);

        migrate(Optional.of("shop.eu"));

        assertThat(version()).isGreaterThanOrEqualTo(7);
        assertThat(strings("""
                select namespace from baton_inbox union select namespace from baton_retry
                union select namespace from baton_dead_letter union select namespace from baton_schedule""")).containsExactly("shop.eu");
    }

    @Test
    void operationsOnDeadLettersGoOnInTheirNamespaceAlone() throws SQLException {
        execute(INBOX);
        execute(RETRY);
        execute(DEAD_LETTER);
        migrate(Optional.of("shop"));

        assertThat(strings("select state from baton_replay_dead_letter('market', 1, 'ann')"))
                .isEmpty();
        assertThat(strings("select event_id from baton_dead_letters('market', null, null, null, null, null, 0, 10)"))
                .isEmpty();
        assertThat(strings("select state from baton_replay_dead_letter('shop', 1, 'ann')"))
                .containsExactly("replayed");

        assertThat(strings("select namespace from baton_inbox")).isEmpty();
        assertThat(strings(
                        "select event_id || ' ' || (due_at is not null) || ' ' || held from baton_retry order by id"))
                .containsExactly("1 true false", "2 false false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "", "shop'; drop table baton_inbox; --"})
    void aNamespaceThatDoesNotFitIsRefused(String namespace) throws SQLException {
        assertThatThrownBy(() -> migrate(Optional.of(namespace)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("BATON_NAMESPACE must be the baton.namespace of the application")
                .hasMessageContaining("'" + namespace + "'");
        assertThat(version()).isEqualTo(6);
    }

    private static void migrate(Optional<String> namespace) {
        Migrations.migrate(
                DATABASE.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                namespace,
                NamespaceMigrationTest.class.getClassLoader());
    }

    private static int version() throws SQLException {
        return Integer.parseInt(strings("select max(version::integer) from baton_schema_history where success")
                .get(0));
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
