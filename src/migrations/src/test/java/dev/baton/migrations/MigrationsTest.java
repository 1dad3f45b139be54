package dev.baton.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MigrationsTest {

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
    void empty() throws SQLException {
        execute("drop schema public cascade", "create schema public");
    }

    @Test
    void migratesAnEmptyDatabaseWithAHistoryForEachComponent() throws SQLException {
        assertThat(migrate("baton", "chat"))
                .allMatch(migrated -> migrated.steps() > 0)
                .extracting(Migrated::component)
                .containsExactly("baton", "chat");
        assertThat(tables())
                .contains(
                        "baton_schema_history",
                        "baton_inbox",
                        "baton_outbox",
                        "chat_schema_history",
                        "chat_room",
                        "chat_message");
    }

    @Test
    void migratesAComponentIntoASchemaThatIsInUse() throws SQLException {
        execute("create table somebody_elses (n int)");
        assertThat(migrate("baton")).hasSize(1);
        assertThat(tables()).contains("somebody_elses", "baton_inbox").doesNotContain("chat_room");
        List<Migrated> later = migrate("baton", "chat");
        assertThat(later.get(0).steps()).isZero();
        assertThat(later.get(1).steps()).isPositive();
    }

    @Test
    void doesNothingTheSecondTime() {
        List<Migrated> first = migrate("baton", "chat");
        List<Migrated> second = migrate("baton", "chat");
        assertThat(second).extracting(Migrated::steps).containsOnly(0);
        assertThat(second)
                .extracting(Migrated::version)
                .isEqualTo(first.stream().map(Migrated::version).toList());
    }

    @Test
    void onlyOneOfSeveralAtOnceMigrates() {
        List<CompletableFuture<List<Migrated>>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(CompletableFuture.supplyAsync(() -> migrate("baton", "chat"), each -> new Thread(each).start()));
        }
        List<Integer> steps = runs.stream()
                .flatMap(run -> run.join().stream())
                .map(Migrated::steps)
                .toList();
        assertThat(steps).hasSize(8).filteredOn(n -> n > 0).hasSize(2);
    }

    @Test
    void refusesAComponentThatIsNotOnTheClassPath() {
        assertThatThrownBy(() -> migrate("absent"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("'absent'")
                .hasMessageContaining("db/absent/V1__<what>.sql");
    }

    @Test
    void refusesANameThatIsNoComponent() {
        assertThatThrownBy(() -> migrate("../baton"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("'../baton'");
    }

    private static List<Migrated> migrate(String... components) {
        return Migrations.migrate(
                DATABASE.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of(components),
                MigrationsTest.class.getClassLoader());
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = 'public'")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
