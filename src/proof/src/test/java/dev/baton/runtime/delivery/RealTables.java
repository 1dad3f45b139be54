package dev.baton.runtime.delivery;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.migrator.Migrations;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.ArrayList;
import java.util.List;

/** The database of the real processes, and the committed rows in it. */
final class RealTables implements AutoCloseable {

    private static final String LEASE_ENDS = """
            with before as (select id, due_at from baton_retry where event_id = $1)
            update baton_retry r set due_at = before.due_at - interval '1 day' from before where r.id = before.id
            returning r.id, before.due_at, r.due_at""";

    private static final String TIME_COMES = """
            update baton_outbox set not_before = not_before - interval '200 years'
            where attributes::json ->> 'id' = $1""";

    /** The keys of all events that the model may have in the inbox. */
    private static final String KNOWN = """
            insert into known
            select baton_inbox_key('model', $1, '/model', event), event
            from unnest('{a,b,c,d}'::text[]) as key, generate_series(1, 9) as n, concat(key, n) as event""";

    private static final String INBOX = """
            select coalesce(event, i.key::text) as event from baton_inbox i left join known using (key) order by event""";

    private final EmbeddedDatabase database = new EmbeddedDatabase().start();
    private final List<Pool> pools = new ArrayList<>();
    final Vertx vertx = Vertx.vertx();
    final MovedLeases movedLeases = new MovedLeases();
    private final ReactiveDatabase observer;

    RealTables() {
        Migrations.migrate(
                database.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton"),
                getClass().getClassLoader());
        observer = connect();
        rows("create table effect (n bigint generated always as identity primary key, event text not null)");
        rows("create table known (key bytea primary key, event text not null)");
        rows(KNOWN, RealWorker.FUNCTION);
    }

    /** Returns a database on one connection. */
    ReactiveDatabase connect() {
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(EmbeddedDatabase.USER)
                .setPassword(EmbeddedDatabase.PASSWORD)
                .setCachePreparedStatements(true)
                // Whatever waits here for longer is something that the model considers possible, but PostgreSQL does
                // not.
                .addProperty("statement_timeout", "10s");
        Pool pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(vertx, options, new PoolOptions().setMaxSize(1)));
        pools.add(pool);
        return ReactiveDatabase.on(pool);
    }

    void clear() {
        rows("truncate baton_inbox, baton_outbox, baton_retry, baton_dead_letter, effect cascade");
        movedLeases.clear();
    }

    /**
     * Ends a lease. The clock of the database can't be moved, so the end is moved into the past, and so is what its
     * owner knows about it.
     */
    void endLease(String event) {
        Row moved = rows(LEASE_ENDS, event).get(0);
        movedLeases.add(moved.bigint(0), moved.time(1), moved.time(2));
    }

    void timeComes(String event) {
        rows(TIME_COMES, event);
    }

    /** Returns the rows as {@code Tables} of the model writes them. */
    String text() {
        return "inbox=" + texts(INBOX)
                + " deadLetters="
                + texts("select event_id from baton_dead_letter where state = 'open' order by event_id")
                + " effects=" + texts("select event from effect order by n")
                + " outbox=" + texts("""
                        select (attributes::json ->> 'id') || case when not_before is null then ''
                            when not_before <= now() then ' OVER' else ' RUNNING' end
                        from baton_outbox order by position""")
                + " retry=" + texts("""
                        select event_id || ' ' || attempts || case when due_at is null then ' PARKED'
                            when due_at <= now() then ' NOW' else ' LEASED' end
                        from baton_retry order by id""");
    }

    private List<String> texts(String sql) {
        return rows(sql).stream().map(row -> row.text(0)).toList();
    }

    private List<Row> rows(String sql, Object... parameters) {
        return observer.select(sql, parameters).await().indefinitely();
    }

    @Override
    public void close() {
        pools.forEach(Pool::closeAndAwait);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }
}
