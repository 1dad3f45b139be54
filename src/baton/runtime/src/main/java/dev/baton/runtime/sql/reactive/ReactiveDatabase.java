package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.quarkus.reactive.datasource.ReactiveDataSource.ReactiveDataSourceLiteral;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The database on the pool of the reactive PostgreSQL client. */
@Singleton
public class ReactiveDatabase implements Database {

    private final Pool pool;
    private final Sql statements;

    @Inject
    ReactiveDatabase(TablesDatasource datasource, @Any Instance<Pool> pools) {
        this(pools.select(qualifier(datasource)).get());
    }

    public ReactiveDatabase(Pool pool) {
        this.pool = pool;
        this.statements = new ClientSql(pool);
    }

    private static Annotation qualifier(TablesDatasource datasource) {
        return datasource.name().<Annotation>map(ReactiveDataSourceLiteral::new).orElse(Default.Literal.INSTANCE);
    }

    @Override
    public Uni<List<Row>> select(String sql, Object... parameters) {
        return statements.select(sql, parameters);
    }

    @Override
    public Uni<Void> execute(String sql, Object... parameters) {
        return statements.execute(sql, parameters);
    }

    @Override
    public Uni<Row> ask(String query) {
        return pool.query(query).execute().map(rows -> ClientSql.rows(rows).get(0));
    }

    @Override
    public <T> Uni<T> inTransaction(Function<Sql, Uni<T>> work) {
        return pool.withTransaction(connection -> work.apply(new ClientSql(connection)));
    }

    @Override
    public <T> T inTransactionAndAwait(Function<Sql, T> work) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            Transaction transaction = connection.beginAndAwait();
            try {
                T result = work.apply(new ClientSql(connection));
                transaction.commitAndAwait();
                return result;
            } catch (RuntimeException | Error e) {
                OutOfMemory.check(e);
                transaction.rollback().onFailure().recoverWithNull().await().indefinitely();
                throw e;
            }
        } finally {
            connection.close().onFailure().recoverWithNull().await().indefinitely();
        }
    }

    /** Knows the client's own exception, and the one to which Hibernate converts it. */
    @Override
    public Optional<String> errorCode(Throwable failure) {
        if (failure instanceof PgException postgres) {
            return Optional.ofNullable(postgres.getSqlState());
        }
        return failure instanceof SQLException sql ? Optional.ofNullable(sql.getSQLState()) : Optional.empty();
    }
}
