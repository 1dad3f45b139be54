package dev.baton.runtime.journal;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.runtime.catalog.BatonRecorder;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;

/** The journal over a real database, without an application. */
final class RowsOfDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final JournalRows rows;
    private final Timelines timelines;

    RowsOfDatabase(EmbeddedDatabase database, String namespace) {
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(EmbeddedDatabase.USER)
                .setPassword(EmbeddedDatabase.PASSWORD)
                .setCachePreparedStatements(true);
        pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(vertx, options, new PoolOptions().setMaxSize(1)));
        Database statements = ReactiveDatabase.on(pool);
        var model = new BatonRecorder().model(namespace).getValue();
        rows = new JournalRows(statements, model);
        timelines = new Timelines(rows, statements, model);
    }

    String search(String id, String correlationId, String key, String type) {
        Page<JournalEntry> page =
                await(new Search(rows, new JournalQuery(id, correlationId, key, type, null, null, null, 50)).page());
        return page.items().size() + " entries, next " + page.next();
    }

    String timeline(String correlationId) {
        return await(timelines.of(correlationId)).hops().size() + " hops";
    }

    /** Returns the correlation id of the last entry. */
    String some() {
        return await(new Search(rows, JournalQuery.LATEST).page())
                .items()
                .get(1)
                .event()
                .correlationId();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
