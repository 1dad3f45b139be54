package dev.baton.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.embedded.EmbeddedDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        execute("drop schema if exists public, shop_eu, shop_us, \"user\" cascade", "create schema public");
    }

    @Test
    void migratesAnEmptyDatabaseWithAHistoryForEachComponent() throws SQLException {
        assertThat(migrate("baton", "orders"))
                .allMatch(migrated -> migrated.steps() > 0)
                .extracting(Migrated::component)
                .containsExactly("baton", "orders");
        assertThat(tables())
                .contains(
                        "baton_schema_history", "baton_inbox", "baton_outbox", "orders_schema_history", "orders_order");
    }

    @Test
    void migratesAComponentIntoASchemaThatIsInUse() throws SQLException {
        execute("create table somebody_elses (n int)");
        assertThat(migrate("baton")).hasSize(1);
        assertThat(tables()).contains("somebody_elses", "baton_inbox").doesNotContain("orders_order");
        List<Migrated> later = migrate("baton", "orders");
        assertThat(later.get(0).steps()).isZero();
        assertThat(later.get(1).steps()).isPositive();
    }

    @Test
    void doesNothingTheSecondTime() {
        List<Migrated> first = migrate("baton", "orders");
        List<Migrated> second = migrate("baton", "orders");
        assertThat(second).extracting(Migrated::steps).containsOnly(0);
        assertThat(second)
                .extracting(Migrated::version)
                .isEqualTo(first.stream().map(Migrated::version).toList());
    }

    @Test
    void onlyOneOfSeveralAtOnceMigrates() {
        List<CompletableFuture<List<Migrated>>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(CompletableFuture.supplyAsync(() -> migrate("baton", "orders"), each -> new Thread(each).start()));
        }
        List<Integer> steps = runs.stream()
                .flatMap(run -> run.join().stream())
                .map(Migrated::steps)
                .toList();
        assertThat(steps).hasSize(8).filteredOn(n -> n > 0).hasSize(2);
    }

    @Test
    void appliesRepeatableSqlAndTheSettingsOfASingleFile(@TempDir Path folder) throws Exception {
        Map<String, String> files = Map.of(
                "db/shop/V1__sold.sql", "create table shop_sold (n int);",
                "db/shop/R__views.sql", "create view shop_view as select n from shop_sold;",
                "db/shop/V2__fails.sql", "create table shop_outside (n int); select 1 / 0;",
                "db/shop/V2__fails.sql.conf", "executeInTransaction=false");
        URL[] urls = {JarFiles.directory(folder, files).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            assertThatThrownBy(() -> migrate(loader, "shop")).hasMessageContaining("division by zero");
            assertThat(tables()).contains("shop_sold", "shop_outside");
            Files.delete(folder.resolve("db/shop/V2__fails.sql"));
            execute("delete from shop_schema_history where not success");
            migrate(loader, "shop");
        }
        assertThat(tables()).contains("shop_view");
    }

    @Test
    void migratesEachSchemaOnItsOwn() throws SQLException {
        List<Migrated> first = migrateInto("shop_eu");
        List<Migrated> second = migrateInto("user");

        assertThat(second).isEqualTo(first);
        assertThat(tables("public")).isEmpty();
        assertThat(tables("shop_eu"))
                .contains("baton_schema_history", "baton_inbox", "orders_schema_history", "orders_order");
        assertThat(tables("user")).containsExactlyInAnyOrderElementsOf(tables("shop_eu"));
        assertThat(migrateInto("shop_eu")).extracting(Migrated::steps).containsOnly(0);
    }

    @Test
    void functionsOfASchemaWorkOnItWhateverTheSearchPathIs() throws SQLException {
        migrateInto("shop_eu");
        migrateInto("shop_us");
        execute("""
                insert into shop_us.baton_dead_letter (namespace, function, key, source, event_id, attributes, data, origin,
                    attempts, first_failed_at, last_failed_at, error_class, error_message, error_stack)
                select 'shop', 'ship', 'k' || n, '/s', n, '{}', '{}', 'here', 1, now(), now(), 'E', '', ''
                from generate_series(1, 3) as n""");

        execute(
                "set search_path = shop_eu",
                "do $$ begin assert 3 = (select count(*) from shop_us.baton_dead_letters('shop', null, null, null, null, null, 0, 9)); end $$",
                "select * from shop_us.baton_replay_dead_letter('shop', 1, 'ann')",
                "select * from shop_us.baton_edit_dead_letter('shop', 2, '{}', 'ann')",
                "select * from shop_us.baton_discard_dead_letter('shop', 3, 'ann')",
                "do $$ begin assert 2 = (select count(*) from shop_us.baton_retry); end $$",
                "do $$ begin assert 0 = (select count(*) from shop_us.baton_dead_letter where state = 'open'); end $$",
                "do $$ begin assert shop_us.baton_schema_number() not in (0, shop_eu.baton_schema_number()); end $$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "", "shop-eu", "pg_shop", "1shop", "shop\"; drop schema public; --"})
    void refusesASchemaThatNeedsQuotes(String schema) {
        assertThatThrownBy(() -> migrateInto(schema))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("BATON_DATABASE_SCHEMA must be a lower-case letter")
                .hasMessageContaining("'" + schema + "'");
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

    private static List<Migrated> migrateInto(String schema) {
        return Migrations.migrate(
                DATABASE.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton", "orders"),
                schema,
                Optional.empty(),
                MigrationsTest.class.getClassLoader());
    }

    private static List<Migrated> migrate(String... components) {
        return migrate(MigrationsTest.class.getClassLoader(), components);
    }

    private static List<Migrated> migrate(ClassLoader classLoader, String... components) {
        return Migrations.migrate(
                DATABASE.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD, List.of(components), classLoader);
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
        return tables("public");
    }

    private static List<String> tables(String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = '" + schema + "'")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
