package dev.baton.runtime.sql.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.outside.TcpProxy;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.impl.Utils;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to hosts that vanish, to servers that become read-only, and of processes that are stopped. */
class LimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(3), Duration.ofSeconds(2));
    private static final int MOST_CONNECTIONS = 3;
    private static final int LOCK = 4711;
    private static final String KILOBYTES = "select repeat('x', 1024) from generate_series(1, $1)";

    private static EmbeddedDatabase database;
    private static Connection outside;

    private final Vertx vertx = Vertx.vertx();
    private TcpProxy proxy;
    private Pool pool;
    private ReactiveDatabase limited;

    @BeforeAll
    static void startDatabase() throws SQLException {
        database = new EmbeddedDatabase().start();
        outside = database.connect();
        execute(outside, "create table limits (id int primary key, n int not null)");
        execute(outside, "insert into limits values (1, 0)");
    }

    @AfterAll
    static void stopDatabase() throws SQLException {
        outside.close();
        database.close();
    }

    @BeforeEach
    void connect() {
        proxy = new TcpProxy(database.port());
        Connections connections = new Connections(LIMITS);
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(proxy.port())
                .setUser(EmbeddedDatabase.USER)
                .setPassword(EmbeddedDatabase.PASSWORD)
                .setDatabase(EmbeddedDatabase.NAME)
                .setCachePreparedStatements(true)
                .setProperties(Map.of("default_transaction_isolation", "serializable"));
        pool = Pool.newInstance(new WatchedDriver(connections)
                .createPool(vertx, Utils.singletonSupplier(options), new PoolOptions().setMaxSize(MOST_CONNECTIONS)));
        limited = new ReactiveDatabase(pool, connections);
        warmUp();
    }

    /** The first use takes longer than a process may be idle here. */
    private void warmUp() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> limited.inTransaction(sql -> sql.select("select 1"))
                                .await()
                                .atMost(PATIENCE)
                                .get(0)
                                .integer(0)
                        == 1);
    }

    @AfterEach
    void disconnect() {
        pool.closeAndForget();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        proxy.close();
    }

    @Test
    void theHostOfAllConnectionsVanishes() {
        useAllConnections();
        proxy.vanish();
        assertThat(proxy.silentConnections()).isEqualTo(MOST_CONNECTIONS);

        CompletableFuture<?> waiting = limited.select("select 1").subscribeAsCompletionStage();

        await().atMost(PATIENCE).until(waiting::isCompletedExceptionally);
        await("the idle connections are closed as well").atMost(PATIENCE).until(() -> proxy.silentConnections() == 0);
        assertThat(number("select 1")).isEqualTo(1);
    }

    @Test
    void theHostVanishesWhileConnectionsAreOpened() {
        pool.getConnectionAndAwait().closeAndAwait();
        proxy.silence(true);
        proxy.vanish();
        List<CompletableFuture<List<dev.baton.runtime.sql.Row>>> waiting = Stream.generate(
                        () -> limited.select("select 1"))
                .limit(MOST_CONNECTIONS)
                .map(Uni::subscribeAsCompletionStage)
                .toList();

        await().atMost(PATIENCE).until(() -> waiting.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        proxy.silence(false);

        assertThat(number("select 1")).isEqualTo(1);
    }

    @Test
    void theHostVanishesWithinAnIdleTransaction() {
        CompletableFuture<Void> vanished = new CompletableFuture<>();
        CompletableFuture<?> transaction = limited.inTransaction(
                        sql -> sql.execute("select pg_advisory_xact_lock($1)", (long) LOCK)
                                .chain(() -> {
                                    proxy.vanish();
                                    vanished.complete(null);
                                    return Uni.createFrom().nothing();
                                }))
                .subscribeAsCompletionStage();
        vanished.join();

        await("this side closes its end").atMost(PATIENCE).until(() -> proxy.silentConnections() == 0);
        await("the database frees the lock").atMost(PATIENCE).until(() -> lockIsFree());
        transaction.cancel(true);
    }

    @Test
    void anIdleTransactionOfAProcessThatWorksGoesOn() {
        int waited = limited.inTransaction(sql -> sql.select("select pg_backend_pid()")
                        .map(rows -> rows.get(0).integer(0))
                        .chain(this::untilOldTransaction)
                        .chain(() -> sql.select("select extract(epoch from clock_timestamp() - now())::int"))
                        .map(rows -> rows.get(0).integer(0)))
                .await()
                .atMost(PATIENCE);

        assertThat(waited).isGreaterThanOrEqualTo(6);
    }

    /** Waits, on another thread, until the transaction is much older than it may be idle. */
    private Uni<Void> untilOldTransaction(int process) {
        return Uni.createFrom().completionStage(CompletableFuture.runAsync(() -> await().atMost(PATIENCE)
                .until(() -> isTrue(
                        "select now() - xact_start > interval '6 s' from pg_stat_activity where pid = " + process))));
    }

    @Test
    void theTransactionOfAStoppedProcessEnds() {
        assertStoppedTransactionEnds(1);
    }

    @Test
    void theTransactionOfAProcessThatIsStoppedBeforeItReadALargeResultEnds() {
        assertStoppedTransactionEnds(100_000);
    }

    /** The event loop is stopped, as all threads are when a process is. */
    private void assertStoppedTransactionEnds(int kilobytes) {
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        CompletableFuture<?> transaction = limited.inTransaction(
                        sql -> sql.execute("select pg_advisory_xact_lock($1)", (long) LOCK)
                                .call(() -> sql.execute(KILOBYTES, 1))
                                .call(() -> {
                                    CompletableFuture<?> sent =
                                            sql.execute(KILOBYTES, kilobytes).subscribeAsCompletionStage();
                                    vertx.getOrCreateContext().runOnContext(ignored -> stop(stopped, goOn));
                                    return Uni.createFrom().completionStage(sent);
                                })
                                .chain(() -> sql.select("select 1")))
                .subscribeAsCompletionStage();
        stopped.join();
        try {
            await("another process has the lock").atMost(PATIENCE).until(() -> lockIsFree());
            assertThat(transaction).isNotDone();
        } finally {
            goOn.countDown();
        }

        await("it fails when it goes on").atMost(PATIENCE).until(transaction::isCompletedExceptionally);
        assertThat(number("select 1")).isEqualTo(1);
    }

    private static void stop(CompletableFuture<Void> stopped, CountDownLatch goOn) {
        stopped.complete(null);
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void connectionsThatStayOpenToAServerThatBecameReadOnlyAreReplaced() throws SQLException {
        useAllConnections();
        try (EmbeddedDatabase next = new EmbeddedDatabase().start();
                Connection there = next.connect()) {
            execute(there, "create table limits (id int primary key, n int not null)");
            readOnly(true);
            proxy.leadTo(next.port());

            assertThatThrownBy(() -> execute("insert into limits values (2, 0)"))
                    .satisfies(failure -> assertThat(limited.errorCode(failure)).contains("25006"));

            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                execute("insert into limits values (2, 0)");
                return true;
            });
            assertThat(number("select count(*)::int from limits")).isEqualTo(1);
        } finally {
            readOnly(false);
        }
    }

    @Test
    void anErrorOfTheSystemIsTroubleForAWhile() {
        assertThat(limited.trouble()).isEmpty();
        assertThatThrownBy(
                () -> execute("do $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$"));

        assertThat(limited.trouble()).contains("No space left on device (53100)");
    }

    @Test
    void aTransactionSeesWhatIsCommittedWhateverTheDefaultIs() {
        String shown = "select current_setting('transaction_isolation')";
        String reactive = limited.inTransaction(
                        sql -> sql.select(shown).map(rows -> rows.get(0).text(0)))
                .await()
                .indefinitely();
        String blocking = limited.inTransactionAndAwait(sql -> Uni.createFrom().item(text(sql, shown)));

        assertThat(reactive).isEqualTo("read committed");
        assertThat(blocking).isEqualTo("read committed");
        assertThat(text(limited, shown)).isEqualTo("serializable");
    }

    @Test
    void aStatementThatCollidesWithAnotherTransactionIsRepeated() throws SQLException {
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            execute(other, "update limits set n = n + 1 where id = 1");
            CompletableFuture<Void> waiting =
                    limited.execute("update limits set n = n + 1 where id = 1").subscribeAsCompletionStage();
            await().atMost(PATIENCE).until(() -> isTrue("select exists (select from pg_locks where not granted)"));
            other.commit();

            assertThat(waiting).succeedsWithin(PATIENCE);
        }
    }

    private void useAllConnections() {
        Uni.join()
                .all(Stream.generate(() -> limited.select("select pg_sleep(0.1)"))
                        .limit(MOST_CONNECTIONS)
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
    }

    private void execute(String sql) {
        limited.execute(sql).await().atMost(PATIENCE);
    }

    private int number(String sql) {
        return limited.select(sql).await().atMost(PATIENCE).get(0).integer(0);
    }

    private static String text(Sql on, String sql) {
        return on.select(sql).await().atMost(PATIENCE).get(0).text(0);
    }

    private static void readOnly(boolean on) throws SQLException {
        execute(outside, "alter system set default_transaction_read_only = " + on);
        execute(outside, "select pg_reload_conf()");
        await().atMost(PATIENCE)
                .until(() -> isTrue("select current_setting('default_transaction_read_only')::boolean = " + on));
    }

    private static boolean lockIsFree() {
        return isTrue("select pg_try_advisory_xact_lock(" + LOCK + ")");
    }

    private static boolean isTrue(String query) {
        try (var statement = outside.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
