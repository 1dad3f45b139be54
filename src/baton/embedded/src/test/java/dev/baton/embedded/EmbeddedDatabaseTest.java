package dev.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedDatabaseTest {

    @Test
    void isPostgres18WithFsyncOnAndUtf8() throws SQLException {
        try (EmbeddedDatabase database = new EmbeddedDatabase().start()) {
            assertThat(query(database, "show server_version")).startsWith("18");
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show max_connections")).isEqualTo("200");
            assertThat(query(database, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(database, "select current_user || '@' || current_database()"))
                    .isEqualTo("baton@baton");
            assertThat(database.jdbcUrl()).isEqualTo("jdbc:" + database.reactiveUrl());
            assertThat(database.reactiveUrl()).isEqualTo("postgresql://127.0.0.1:" + database.port() + "/baton");
        }
    }

    @Test
    void keepsCommittedRowsAcrossAStopAndACrash() throws SQLException {
        try (EmbeddedDatabase database = new EmbeddedDatabase().start()) {
            int port = database.port();
            execute(database, "create table kept (n int)", "insert into kept values (1)");
            database.stop();
            database.start();
            execute(database, "insert into kept values (2)");
            database.kill();
            database.start();
            assertThat(query(database, "select string_agg(n::text, ',' order by n) from kept"))
                    .isEqualTo("1,2");
            assertThat(database.port()).isEqualTo(port);
        }
    }

    @Test
    void letsAnotherUserInAndKeepsWorkingWhenItsOwnPasswordChanges() throws SQLException {
        try (EmbeddedDatabase database = new EmbeddedDatabase().start()) {
            database.allow("ada o'hara", "it's");
            database.allow("baton", "changed");
            try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), "ada o'hara", "it's")) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThatThrownBy(database::connect).hasMessageContaining("password authentication failed");
            database.stop();
            database.start();
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void stopsAlthoughConnectionsAreOpen() throws SQLException {
        try (EmbeddedDatabase database = new EmbeddedDatabase().start();
                Connection open = database.connect()) {
            database.stop();
            assertThat(open.isValid(1)).isFalse();
        }
    }

    @Test
    void keepsAGivenDirectoryForTheNextDatabase(@TempDir Path directory) throws SQLException {
        Placement placement = Placement.temporary().keptIn(directory.resolve("database"));
        try (EmbeddedDatabase database = new EmbeddedDatabase(placement, Map.of()).start()) {
            execute(database, "create table kept (n int)");
        }
        try (EmbeddedDatabase database = new EmbeddedDatabase(placement, Map.of("work_mem", "8MB")).start()) {
            assertThat(query(database, "select count(*) from kept")).isEqualTo("0");
            assertThat(query(database, "show work_mem")).isEqualTo("8MB");
        }
    }

    @Test
    void freesItsPortAndRemovesItsTemporaryDataWhenClosed() throws Exception {
        EmbeddedDatabase database = new EmbeddedDatabase().start();
        int port = database.port();
        Path data = database.data();
        assertThat(data).isNotEmptyDirectory();
        database.close();
        assertThat(Port.claim("database", port)).isEqualTo(port);
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Port.HOST, 0));
            EmbeddedDatabase database =
                    new EmbeddedDatabase(Placement.temporary().onPort(taken.getLocalPort()), Map.of());
            assertThatThrownBy(database::start)
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("embedded database cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void saysWhatPostgresSaidWhenASettingIsWrongAndLeavesNothing() {
        EmbeddedDatabase database = new EmbeddedDatabase(Placement.temporary(), Map.of("shared_buffers", "much"));
        Path data = database.data();
        assertThatThrownBy(database::start)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"much\"");
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesADirectoryThatIsAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        EmbeddedDatabase database = new EmbeddedDatabase(Placement.temporary().keptIn(file), Map.of());
        assertThatThrownBy(database::start)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Choose one that this user can write");
    }

    private static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
