package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.DatabaseErrors;
import dev.baton.runtime.sql.DatabaseSchema;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.telemetry.TraceContexts;
import io.quarkus.reactive.datasource.ReactiveDataSource.ReactiveDataSourceLiteral;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.impl.command.TxCommand;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The database on the pool of the reactive PostgreSQL client. */
@Singleton
public class ReactiveDatabase implements Database {

    /** The code of an error that has none, because the connection was lost: connection failure. */
    private static final String CONNECTION_LOST = "08006";

    private static final int REPETITIONS = 10;

    private final Pool pool;
    private final Connections connections;
    private final String beginning;
    private final Sql statements;
    private final DatabaseSchema schema;
    private final TraceContexts traces;

    @Inject
    ReactiveDatabase(
            TablesDatasource datasource,
            @Any Instance<Pool> pools,
            Connections connections,
            DatabaseSchema schema,
            TraceContexts traces) {
        this(pools.select(qualifier(datasource)).get(), connections, schema, traces);
    }

    ReactiveDatabase(Pool pool, Connections connections) {
        this(pool, connections, DatabaseSchema.PUBLIC, TraceContexts.OFF);
    }

    private ReactiveDatabase(Pool pool, Connections connections, DatabaseSchema schema, TraceContexts traces) {
        this.traces = traces;
        this.pool = pool;
        this.schema = schema;
        this.connections = connections;
        this.beginning = connections.limits().beginning();
        this.statements = new ClientSql(pool, schema);
    }

    /** Returns a database with the default limits and schema. */
    public static ReactiveDatabase on(Pool pool) {
        return new ReactiveDatabase(pool, new Connections(new Limits(Duration.ofSeconds(30), Duration.ofSeconds(15))));
    }

    private static Annotation qualifier(TablesDatasource datasource) {
        return datasource.name().<Annotation>map(ReactiveDataSourceLiteral::new).orElse(Default.Literal.INSTANCE);
    }

    @Override
    public Uni<List<Row>> select(String sql, Object... parameters) {
        return repeated(untraced(statements.select(sql, parameters)));
    }

    @Override
    public Uni<Void> execute(String sql, Object... parameters) {
        return repeated(untraced(statements.execute(sql, parameters)));
    }

    @Override
    public Uni<Row> ask(String query) {
        return untraced(pool.query(schema.qualify(query)).execute())
                .map(rows -> ClientSql.rows(rows).get(0));
    }

    @Override
    public Uni<Answer> askOnConnection(String query) {
        return untraced(pool.withConnection(connection -> connection
                .query(schema.qualify(query))
                .execute()
                .map(rows -> new Answer(ClientSql.rows(rows).get(0), backend(connection)))));
    }

    private static int backend(SqlConnection connection) {
        return connection.getDelegate() instanceof PgConnection postgres ? postgres.processId() : 0;
    }

    @Override
    public <T> Uni<T> inTransaction(Function<Sql, Uni<T>> work) {
        return repeated(untraced(pool.withTransaction(connection -> {
            Uni<?> begun = send(connection, beginning);
            return work.apply(new ClientSql(connection, schema))
                    .onItemOrFailure()
                    .call(() -> begun);
        })));
    }

    /** Returns work whose statements have spans only as part of a trace, because nobody looks for those of polls. */
    private <T> Uni<T> untraced(Uni<T> work) {
        return traces.beginningNoTrace(work);
    }

    private <T> Uni<T> repeated(Uni<T> work) {
        return work.onFailure(this::isCollision).retry().atMost(REPETITIONS);
    }

    private boolean isCollision(Throwable failure) {
        return errorCode(failure).filter(DatabaseErrors::isCollision).isPresent();
    }

    /** Sends the beginning ahead of the first statements, and the end behind the last ones, without waiting for them. */
    @Override
    public <T> T inTransactionAndAwait(Function<Sql, Uni<T>> work) {
        SqlConnection connection = untraced(pool.getConnection()).await().indefinitely();
        Uni<?> begun = send(connection, TxCommand.Kind.BEGIN.sql);
        Uni<?> limited = send(connection, beginning);
        CompletableFuture<T> worked = sent(() -> work.apply(new ClientSql(connection, schema)));
        // After a statement that failed, PostgreSQL answers a commit with a rollback.
        Uni<?> ended = send(
                connection,
                worked.isCompletedExceptionally() ? TxCommand.Kind.ROLLBACK.sql : TxCommand.Kind.COMMIT.sql);
        return begun.chain(() -> limited) // if they fail, so do the statements behind them
                .chain(() -> Uni.createFrom().completionStage(worked))
                .onItemOrFailure()
                .call((result, failure) ->
                        failure == null ? ended : ended.onFailure().recoverWithNull())
                .onFailure()
                .invoke(OutOfMemory::check)
                .eventually(() -> close(connection))
                .await()
                .indefinitely();
    }

    private static <T> CompletableFuture<T> sent(Supplier<Uni<T>> work) {
        try {
            return work.get().subscribeAsCompletionStage();
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Sends statements without parameters, ahead of those that follow. */
    private static Uni<?> send(SqlConnection connection, String statements) {
        Future<?> answered = connection.getDelegate().query(statements).execute();
        return Uni.createFrom().completionStage(answered.toCompletionStage());
    }

    private static Uni<Void> close(SqlConnection connection) {
        return connection.close().onFailure().recoverWithNull();
    }

    /** Knows the client's own exceptions, and the one to which Hibernate converts them. */
    @Override
    public Optional<String> errorCode(Throwable failure) {
        if (failure instanceof PgException postgres) {
            return Optional.ofNullable(postgres.getSqlState());
        }
        if (isLost(failure)) {
            return Optional.of(CONNECTION_LOST);
        }
        return failure instanceof SQLException sql ? Optional.ofNullable(sql.getSQLState()) : Optional.empty();
    }

    /** The client has an exception for running statements only. Others are told apart by their message. */
    private static boolean isLost(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof ClosedConnectionException
                || failure.getClass().getName().startsWith("io.vertx.core.")
                        && message != null
                        && (message.startsWith("Connection is not active now")
                                || message.startsWith("Pending requests"));
    }

    @Override
    public void replaceConnections(String cause) {
        connections.replace(cause);
    }

    @Override
    public Optional<String> trouble() {
        return connections.trouble();
    }
}
