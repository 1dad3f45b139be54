package dev.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DatabaseTemplateTest {

    @TempDir
    Path templates;

    @TempDir
    Path homes;

    @Test
    void isMadeOnceAndEachCopyIsADatabaseForItself() throws Exception {
        Table content = new Table("one");
        Path first = copy("first", Map.of(), content);
        Path second = copy("second", Map.of(), content);
        assertThat(content.filled).hasValue(1);
        try (EmbeddedDatabase database = over(first).start()) {
            change(database, "insert into one values ('changed')");
        }
        assertThat(rows(first, "one")).containsExactly("filled", "changed");
        assertThat(rows(second, "one")).containsExactly("filled");
        assertThat(rows(copy("third", Map.of(), content), "one")).containsExactly("filled");
    }

    @Test
    void isAnotherOneForOtherContentAndForOtherSettings() throws Exception {
        Table one = new Table("one");
        Table other = new Table("other");
        copy("first", Map.of(), one);
        assertThat(rows(copy("second", Map.of(), other), "other")).containsExactly("filled");
        copy("third", Map.of("work_mem", "8MB"), one);
        assertThat(one.filled).hasValue(2);
        assertThat(names()).hasSize(3);
    }

    @Test
    void isThereOnceWhenSeveralMakeItAtOnce() throws Exception {
        Table content = new Table("one");
        List<CompletableFuture<Path>> copies = Stream.of("a", "b", "c")
                .map(name -> CompletableFuture.supplyAsync(
                        () -> copy(name, Map.of(), content), each -> new Thread(each).start()))
                .toList();
        for (CompletableFuture<Path> each : copies) {
            assertThat(rows(each.join(), "one")).containsExactly("filled");
        }
        assertThat(names()).hasSize(1);
    }

    @Test
    void isNotThereWhenItsContentFails() throws Exception {
        DatabaseContent failing = new Table("not a name");
        assertThatThrownBy(() -> copy("first", Map.of(), failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("syntax error");
        assertThat(names()).isEmpty();
    }

    @Test
    void goesOneDayAfterItsLastUseWhenAnotherIsMade() throws Exception {
        Path old = Files.createDirectory(templates.resolve("old"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path used = Files.createDirectory(templates.resolve("used"));
        copy("first", Map.of(), new Table("one"));
        assertThat(old).doesNotExist();
        assertThat(used).exists();
    }

    @Test
    void isNotForAKeptDirectoryWhichIsFilledInPlace() throws Exception {
        Table content = new Table("one");
        Path kept = homes.resolve("kept");
        for (int starts = 1; starts <= 2; starts++) {
            over(kept).startWith(content).close();
            assertThat(content.filled).hasValue(starts);
        }
        assertThat(rows(kept, "one")).containsExactly("filled", "filled");
    }

    private Path copy(String name, Map<String, String> settings, DatabaseContent content) {
        try {
            Path home = Files.createDirectory(homes.resolve(name));
            new DatabaseTemplate(templates, settings, content, Unprivileged.detect()).writeTo(home);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(templates)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    private static EmbeddedDatabase over(Path home) {
        return new EmbeddedDatabase(Placement.temporary().keptIn(home), Map.of());
    }

    private static List<String> rows(Path home, String table) throws SQLException {
        try (EmbeddedDatabase database = over(home).start();
                Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select array_agg(t) from " + table)) {
            result.next();
            return List.of((String[]) result.getArray(1).getArray());
        }
    }

    private static void change(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A table with one row, and one more each time it is filled. */
    private record Table(String name, AtomicInteger filled) implements DatabaseContent {

        Table(String name) {
            this(name, new AtomicInteger());
        }

        @Override
        public String fingerprint() {
            return name;
        }

        @Override
        public void fill(EmbeddedDatabase database) {
            filled.incrementAndGet();
            try {
                change(database, "create table if not exists " + name + " (t text)");
                change(database, "insert into " + name + " values ('filled')");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
