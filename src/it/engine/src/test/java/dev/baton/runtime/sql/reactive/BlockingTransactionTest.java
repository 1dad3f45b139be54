package dev.baton.runtime.sql.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions whose work blocks, and whose end follows the last statements without waiting for their answers. */
class BlockingTransactionTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static EmbeddedDatabase server;

    private Pool pool;
    private ReactiveDatabase database;

    @BeforeAll
    static void startDatabase() {
        server = new EmbeddedDatabase().start();
    }

    @AfterAll
    static void stopDatabase() {
        server.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** With one connection, which shows whether a transaction leaves it as it was. */
    @BeforeEach
    void connect() {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setUser(EmbeddedDatabase.USER)
                .setPassword(EmbeddedDatabase.PASSWORD)
                .setDatabase(EmbeddedDatabase.NAME)
                .setCachePreparedStatements(true);
        pool = Pool.newInstance(PgBuilder.pool()
                .using(VERTX)
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(1))
                .build());
        database = ReactiveDatabase.on(pool);
        run(database, "drop table if exists notes");
        run(database, "create table notes (n int primary key, constraint not_thirteen check (n <> 13))");
    }

    @AfterEach
    void noTransactionIsLeftOpen() {
        assertThat(database.ask("select now() = statement_timestamp()")
                        .await()
                        .indefinitely()
                        .bool(0))
                .isTrue();
        pool.closeAndAwait();
    }

    @Test
    void whatTheWorkReturnsIsCommittedWithWhatItDidBefore() {
        String result = database.inTransactionAndAwait(sql -> {
            run(sql, "insert into notes values (1)");
            return Uni.combine()
                    .all()
                    .unis(sql.execute("insert into notes values (2)"), sql.execute("insert into notes values (3)"))
                    .with((two, three) -> "done");
        });

        assertThat(result).isEqualTo("done");
        assertThat(notes()).containsExactly(1, 2, 3);
    }

    @Test
    void aLastStatementThatFailsUndoesAllAndIsTheFailure() {
        Throwable failure = catchThrowable(() -> database.inTransactionAndAwait(sql -> {
            run(sql, "insert into notes values (1)");
            return Uni.combine()
                    .all()
                    .unis(
                            sql.execute("insert into notes values (2)"),
                            sql.execute("insert into notes values (13)"),
                            sql.execute("insert into notes values (3)"))
                    .discardItems();
        }));

        assertThat(failure).hasMessageContaining("not_thirteen");
        assertThat(notes()).isEmpty();
    }

    @Test
    void aStatementThatFailsInTheWorkUndoesAll() {
        assertThatThrownBy(() -> database.inTransactionAndAwait(sql -> {
                    run(sql, "insert into notes values (1)");
                    run(sql, "insert into notes values (13)");
                    return Uni.createFrom().voidItem();
                }))
                .hasMessageContaining("not_thirteen");
        assertThat(notes()).isEmpty();
    }

    @Test
    void anExceptionOfTheWorkUndoesAll() {
        assertThatThrownBy(() -> database.inTransactionAndAwait(sql -> {
                    run(sql, "insert into notes values (1)");
                    throw new IllegalStateException("told to");
                }))
                .hasMessage("told to");
        assertThat(notes()).isEmpty();
    }

    @Test
    void aCommitThatFailsIsTheFailure() {
        run(database, "alter table notes add constraint later unique (n) deferrable initially deferred");
        run(database, "alter table notes drop constraint notes_pkey");

        assertThatThrownBy(() -> database.inTransactionAndAwait(sql -> {
                    run(sql, "insert into notes values (1)");
                    return sql.execute("insert into notes values (1)");
                }))
                .hasMessageContaining("later");
        assertThat(notes()).isEmpty();
    }

    private static void run(Sql sql, String statement) {
        sql.execute(statement).await().indefinitely();
    }

    private List<Integer> notes() {
        List<Row> rows =
                database.select("select n from notes order by n").await().indefinitely();
        return rows.stream().map(row -> row.integer(0)).toList();
    }
}
