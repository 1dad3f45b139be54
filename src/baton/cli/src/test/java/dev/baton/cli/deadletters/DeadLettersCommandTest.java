package dev.baton.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cli.Baton;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.migrator.Migrations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on dead letters, on a real database without a platform. */
@Timeout(120)
class DeadLettersCommandTest {

    /** The events of dead letters that count as seen. */
    private static final String SEEN = """
            select event_id from baton_dead_letter l join baton_inbox
            on baton_inbox.key = baton_inbox_key(l.namespace, function, source, event_id)""";

    private static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

    @TempDir
    Path files;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        DATABASE.start();
        System.setProperty("quarkus.datasource.username", EmbeddedDatabase.USER);
        System.setProperty("quarkus.datasource.password", EmbeddedDatabase.PASSWORD);
        migrate("public");
    }

    @AfterAll
    static void stop() {
        System.clearProperty("quarkus.datasource.reactive.url");
        System.clearProperty("quarkus.datasource.username");
        System.clearProperty("quarkus.datasource.password");
        DATABASE.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        System.setProperty("quarkus.datasource.reactive.url", DATABASE.reactiveUrl());
        execute("truncate baton_dead_letter, baton_dead_letter_audit, baton_retry, baton_inbox restart identity");
    }

    @Test
    void listsWhatFits() throws SQLException {
        letters(3, "greet", "java.lang.IllegalStateException");
        letters(1, "other", "java.io.IOException");

        assertThat(baton("list", "--function", "greet", "--limit", "2")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("1 ") && line.contains("shop.greet  key k1  event e1"))
                .anyMatch(line -> line.contains("java.lang.IllegalStateException: no"))
                .contains("There may be more: --after 2");

        assertThat(baton("list", "--error", "IOException", "--from", "2026-01-01T00:00:00Z"))
                .isZero();
        assertThat(out.toString()).contains("event e4").doesNotContain("greet");
        assertThat(baton("list", "--to", "2026-01-01T00:00:00Z", "--state", "all"))
                .isZero();
        assertThat(out.toString()).isEqualTo("No dead letter matches." + System.lineSeparator());
    }

    @Test
    void showsTheEventItsFailureAndWhatWasDone() throws SQLException {
        letters(1, "greet", "java.lang.IllegalStateException");
        baton("discard", "1", "--by", "ann");

        assertThat(baton("show", "1")).isZero();
        assertThat(out.toString())
                .contains("letter      1, discarded", "data        {\"n\":1}", "discard by ann", "at greet");
        assertThat(baton("show", "1", "--data")).isZero();
        assertThat(out.toString()).isEqualTo("{\"n\":1}");
    }

    @Test
    void aReplayedLetterTakesItsPlaceBeforeThoseBehindIt() throws SQLException {
        letters(1, "greet", "java.lang.IllegalStateException");
        waiting("e1", true);
        waiting("behind", false);

        assertThat(baton("replay", "1", "--by", "ann")).isZero();
        assertThat(baton("replay", "1", "--by", "ann")).isZero();

        assertThat(out.toString()).contains("Dead letter 1 was already replayed; nothing was done.");
        assertThat(strings("select event_id || (due_at is not null) || held || attempts from baton_retry order by id"))
                .containsExactly("e1truefalse0", "behindfalsefalse0");
        assertThat(strings(SEEN)).isEmpty();
        assertThat(strings("select operation || ' ' || performed_by from baton_dead_letter_audit"))
                .containsExactly("replay ann");
    }

    @Test
    void aDiscardedLetterLetsThoseBehindItGoOn() throws SQLException {
        letters(1, "greet", "java.lang.IllegalStateException");
        waiting("e1", true);
        waiting("behind", false);
        waiting("last", false);

        assertThat(baton("discard", "1")).isZero();

        assertThat(strings("select event_id || (due_at is not null) from baton_retry order by id"))
                .containsExactly("behindtrue", "lastfalse");
        assertThat(strings(SEEN)).containsExactly("e1");
    }

    @Test
    void anEditedLetterTakesItsPlaceAsAnEventOfItsOwn() throws SQLException, IOException {
        letters(1, "greet", "java.lang.IllegalStateException");
        waiting("e1", true);
        waiting("behind", false);
        Path data = Files.writeString(files.resolve("data.json"), "{\"n\":2}");

        assertThat(baton("edit", "1", "--data", data.toString())).isZero();

        assertThat(strings("""
                select convert_from(data, 'UTF8') || (due_at is not null) || (attributes::jsonb->>'causationid')
                    || (attributes::jsonb->>'id' = event_id) || (event_id <> 'e1')
                from baton_retry order by id limit 1""")).containsExactly("{\"n\":2}truee1truetrue");
        assertThat(strings(SEEN)).containsExactly("e1");
        assertThat(baton("edit", "1", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains("Dead letter 1 was already replayed");
    }

    @Test
    void writesATestThatDeliversTheEvent() throws SQLException, IOException {
        letters(1, "greet", "java.lang.IllegalStateException");
        execute("""
                update baton_dead_letter set data = convert_to('{"name": "Ada \\u0000","mail":"ada.l@example.org","n":42.50}', 'UTF8'),
                attributes = '{"specversion":"1.0","id":"e1","source":"/s","type":"greet.v1","subject":"ada.l@example.org"}'""");
        Path source = files.resolve("src/main/java/shop/greeting/Greet.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package shop.greeting; class Greet { @Funq void greet(Greeting g) {} }");
        Path test = files.resolve("src/test/java/shop/greeting/DeadLetter1Test.java");

        assertThat(baton("test", "1", "--module", files.toString()))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().strip()).isEqualTo(test.toString());
        assertThat(test)
                .content()
                .startsWith("package shop.greeting;\n")
                .contains(
                        "class DeadLetter1Test {",
                        "Map.entry(\"id\", \"e1\"),",
                        "{\"name\": \"Ada \\\\u0000\",\"mail\":\"ada.l@example.org\",\"n\":42.50}",
                        "testkit.handle(\"greet\", testkit.event(ATTRIBUTES, DATA.getBytes(StandardCharsets.UTF_8)));");

        assertThat(baton("test", "1", "--module", files.toString(), "--mask", "mail,n"))
                .isZero();

        assertThat(test)
                .content()
                .contains("Map.entry(\"subject\", \"aaa.a@aaaaaaa.aaa\")")
                .contains("\"mail\":\"aaa.a@aaaaaaa.aaa\",\"n\":11.11}")
                .doesNotContain("example");
    }

    @Test
    void aTestNeedsTheModuleOfTheFunctionAndMembersThatExist() throws SQLException, IOException {
        letters(1, "greet", "java.lang.IllegalStateException");

        assertThat(baton("test", "1", "--module", files.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("There is no class of the function 'greet'", "--module");
        Files.createDirectories(files.resolve("src/main/java"));
        Files.writeString(files.resolve("src/main/java/Greet.java"), "class Greet { @Funq void greet(Greeting g) {} }");
        assertThat(baton("test", "1", "--module", files.toString(), "--mask", "nmae"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("has no member [nmae] (--mask)");
    }

    @Test
    void replaysThousandsAfterAYes() throws SQLException {
        letters(2_500, "greet", "java.lang.IllegalStateException");
        letters(1, "other", "java.lang.IllegalStateException");

        assertThat(baton("replay", "--function", "other")).isEqualTo(1);
        assertThat(out.toString()).contains("1 open dead letter found. Replay with --yes.");
        assertThat(baton("replay", "--function", "greet")).isEqualTo(1);
        assertThat(out.toString()).contains("2500 open dead letters found. Replay with --yes.");
        assertThat(baton("replay", "--function", "greet", "--yes")).isZero();

        assertThat(err.toString()).contains(" 40 %  1000 of 2500 replayed", " 80 %  2000 of 2500 replayed");
        assertThat(out.toString()).contains("2500 dead letters replayed.");
        assertThat(strings("select count(*)::text from baton_retry where due_at is not null"))
                .containsExactly("2500");
        assertThat(strings("select function from baton_dead_letter where state = 'open'"))
                .containsExactly("other");
    }

    @Test
    void aFilterOfANamespaceLeavesTheOthersAlone() throws SQLException {
        letters(2, "shop", "greet", "java.lang.IllegalStateException");
        letters(1, "market", "greet", "java.lang.IllegalStateException");

        assertThat(baton("list", "--namespace", "market")).isZero();
        assertThat(out.toString()).contains("market.greet  key k3").doesNotContain("shop");
        assertThat(baton("show", "3")).isZero();
        assertThat(out.toString()).contains("namespace   market");
        assertThat(baton("replay", "--namespace", "shop", "--yes")).isZero();

        assertThat(strings("select namespace from baton_retry")).containsExactly("shop", "shop");
        assertThat(strings("select namespace from baton_dead_letter where state = 'open'"))
                .containsExactly("market");
        assertThat(strings("select namespace from baton_inbox")).containsExactly("market");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThat(baton("show", "7")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no dead letter 7");
        assertThat(baton("replay")).isEqualTo(2);
        assertThat(err.toString()).contains("Give either ids, or a filter, or --all");
        assertThat(baton("list", "--from", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("must be a time such as 2026-11-22T10:00:00Z but was 'yesterday'");
        Path data = Files.writeString(files.resolve("data.json"), "{\"n\":");
        assertThat(baton("edit", "1", "--data", data.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("does not contain JSON");
        System.setProperty("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/baton");
        assertThat(baton("list")).isEqualTo(1);
        assertThat(err.toString()).contains("The database jdbc:postgresql://127.0.0.1:1/baton can't be reached");
    }

    @Test
    void worksOnTheConfiguredSchema() throws SQLException {
        migrate("shop_eu");
        letters(1, "greet", "java.lang.IllegalStateException");
        execute("truncate shop_eu.baton_dead_letter cascade");
        execute("insert into shop_eu.baton_dead_letter overriding system value select * from public.baton_dead_letter");
        System.setProperty("baton.database.schema", "shop_eu");
        try {
            assertThat(baton("replay", "1", "--by", "ann")).isZero();
            assertThat(baton("show", "1")).isZero();
            assertThat(out.toString()).contains("letter      1, replayed", "replay by ann");
            System.setProperty("baton.database.schema", "nowhere");
            assertThat(baton("list")).isOne();
            assertThat(err.toString()).contains("The schema nowhere (BATON_DATABASE_SCHEMA)", "run ./baton migrate");
        } finally {
            System.clearProperty("baton.database.schema");
        }
        assertThat(strings("select event_id from shop_eu.baton_retry")).containsExactly("e1");
        assertThat(strings("select state from public.baton_dead_letter")).containsExactly("open");
    }

    private static void migrate(String schema) {
        Migrations.migrate(
                DATABASE.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                schema,
                Optional.empty(),
                DeadLettersCommandTest.class.getClassLoader());
    }

    private int baton(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        CommandLine commandLine =
                Baton.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        return commandLine.execute(all.toArray(String[]::new));
    }

    private static void letters(int count, String function, String error) throws SQLException {
        letters(count, "shop", function, error);
    }

    private static void letters(int count, String namespace, String function, String error) throws SQLException {
        execute("""
                insert into baton_dead_letter (namespace, function, type, key, source, event_id, attributes, data, origin, attempts,
                    first_failed_at, last_failed_at, error_class, error_message, error_stack)
                select '%s', '%s', 'greet.v1', 'k' || n, '/s', 'e' || n, '{"id":"e' || n || '"}', convert_to('{"n":' || n || '}', 'UTF8'),
                    'greet.v1-0@' || n, 12, now(), now(), '%s', 'no', 'at greet'
                from (select coalesce(max(id), 0) from baton_dead_letter) as last (id), generate_series(last.id + 1, last.id + %d) as n""".formatted(namespace, function, error, count));
        execute(
                "insert into baton_inbox (namespace, key) select namespace, "
                        + "baton_inbox_key(namespace, function, source, event_id) from baton_dead_letter on conflict do nothing");
    }

    private static void waiting(String event, boolean held) throws SQLException {
        execute("""
                insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, held)
                values ('shop', 'greet', 'k1', '/s', '%s', '{}', '', 'here', %d, %b)""".formatted(event, held ? 12 : 0, held));
    }

    private static List<String> strings(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
