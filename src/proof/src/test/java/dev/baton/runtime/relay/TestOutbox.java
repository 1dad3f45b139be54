package dev.baton.runtime.relay;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.migrator.Migrations;
import dev.baton.runtime.delivery.RelayWiring;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An outbox on a real database, and relays whose floors rise as often as they can. */
final class TestOutbox implements AutoCloseable {

    /** Accepts every event, except those of keys that fail. */
    static final class Sink implements EventSink {

        final List<String> sent = new ArrayList<>();
        final List<String> failing = new ArrayList<>();

        @Override
        public boolean chosen() {
            return true;
        }

        @Override
        public List<CompletionStage<Void>> send(List<OutboxRow> events) {
            return events.stream().<CompletionStage<Void>>map(this::send).toList();
        }

        private CompletableFuture<Void> send(OutboxRow event) {
            if (failing.contains(event.orderKey())) {
                return CompletableFuture.failedFuture(new NotSent("not sent"));
            }
            synchronized (sent) {
                sent.add(event.id());
            }
            return CompletableFuture.completedFuture(null);
        }
    }

    private static final String STORE = """
            insert into baton_outbox (slot, type, key, attributes, data)
            select slot, 'type', key, json_build_object('id', id), 'data'
            from unnest($1::smallint[], $2::text[], $3::text[]) with ordinality as event (slot, key, id, n) order by n""";

    private final EmbeddedDatabase database = new EmbeddedDatabase().start();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    final ReactiveDatabase tables;
    final Sink sink = new Sink();

    TestOutbox() {
        Migrations.migrate(
                database.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                getClass().getClassLoader());
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(EmbeddedDatabase.USER)
                .setPassword(EmbeddedDatabase.PASSWORD)
                .setCachePreparedStatements(true);
        pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(vertx, options, new PoolOptions().setMaxSize(16)));
        tables = ReactiveDatabase.on(pool);
    }

    Relay relay() {
        return relay(tables);
    }

    Relay relay(Database database) {
        return EagerFloors.in(RelayWiring.on(database, sink)).get(Relay.class);
    }

    /** Returns the database, with other statements. */
    Database rewritten(UnaryOperator<String> rewrite) {
        return new RewrittenDatabase(tables, rewrite);
    }

    /** Stores events with these ids. */
    static Uni<Void> store(Sql sql, int slot, String key, String... ids) {
        Short[] slots = new Short[ids.length];
        String[] keys = new String[ids.length];
        Arrays.fill(slots, (short) slot);
        Arrays.fill(keys, key);
        return sql.execute(STORE, slots, keys, ids);
    }

    /** A transaction that has done its work, and commits when it is told to. */
    record Open(CompletableFuture<Void> done, CompletableFuture<Void> end, CompletableFuture<Void> committed) {

        void commit() {
            end.complete(null);
            committed.join();
        }
    }

    Open begin(Function<Sql, Uni<Void>> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> committed = tables.inTransaction(
                        sql -> work.apply(sql).invoke(() -> done.complete(null)).chain(() -> Uni.createFrom()
                                .completionStage(end)))
                .subscribeAsCompletionStage();
        return new Open(done, end, committed);
    }

    String text(String sql) {
        return tables.select(sql).await().indefinitely().get(0).text(0);
    }

    long number(String sql) {
        return tables.select(sql).await().indefinitely().get(0).bigint(0);
    }

    void run(String sql) {
        tables.execute(sql).await().indefinitely();
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }
}
