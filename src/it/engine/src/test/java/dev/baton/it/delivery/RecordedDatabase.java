package dev.baton.it.delivery;

import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The database, which remembers what Baton does on its own. */
@Alternative
@Priority(1)
@Singleton
public class RecordedDatabase implements Database {

    static final String TRANSACTION = "transaction";

    final List<String> statements = new CopyOnWriteArrayList<>();

    private final ReactiveDatabase database;

    RecordedDatabase(ReactiveDatabase database) {
        this.database = database;
    }

    @Override
    public Uni<List<Row>> select(String sql, Object... parameters) {
        statements.add(sql);
        return database.select(sql, parameters);
    }

    @Override
    public Uni<Void> execute(String sql, Object... parameters) {
        statements.add(sql);
        return database.execute(sql, parameters);
    }

    @Override
    public Uni<Row> ask(String query) {
        statements.add(query);
        return database.ask(query);
    }

    @Override
    public Uni<Answer> askOnConnection(String query) {
        return database.askOnConnection(query);
    }

    @Override
    public <T> Uni<T> inTransaction(Function<Sql, Uni<T>> work) {
        statements.add(TRANSACTION);
        return database.inTransaction(work);
    }

    @Override
    public <T> T inTransactionAndAwait(Function<Sql, Uni<T>> work) {
        statements.add(TRANSACTION);
        return database.inTransactionAndAwait(work);
    }

    @Override
    public Optional<String> errorCode(Throwable failure) {
        return database.errorCode(failure);
    }

    @Override
    public void replaceConnections(String cause) {
        database.replaceConnections(cause);
    }

    @Override
    public Optional<String> trouble() {
        return database.trouble();
    }
}
