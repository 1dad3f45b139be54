package dev.baton.runtime.relay;

import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A database that runs other statements than it is given, so that a test can build a mistake into them. */
final class RewrittenDatabase implements Database {

    private record Rewritten(Sql real, UnaryOperator<String> rewrite) implements Sql {

        @Override
        public Uni<List<Row>> select(String sql, Object... parameters) {
            return real.select(rewrite.apply(sql), parameters);
        }

        @Override
        public Uni<Void> execute(String sql, Object... parameters) {
            return real.execute(rewrite.apply(sql), parameters);
        }
    }

    private final Database real;
    private final UnaryOperator<String> rewrite;
    private final Sql statements;

    RewrittenDatabase(Database real, UnaryOperator<String> rewrite) {
        this.real = real;
        this.rewrite = rewrite;
        this.statements = new Rewritten(real, rewrite);
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
        return real.ask(rewrite.apply(query));
    }

    @Override
    public <T> Uni<T> inTransaction(Function<Sql, Uni<T>> work) {
        return real.inTransaction(sql -> work.apply(new Rewritten(sql, rewrite)));
    }

    @Override
    public <T> T inTransactionAndAwait(Function<Sql, Uni<T>> work) {
        return real.inTransactionAndAwait(sql -> work.apply(new Rewritten(sql, rewrite)));
    }

    @Override
    public Optional<String> errorCode(Throwable failure) {
        return real.errorCode(failure);
    }

    @Override
    public void replaceConnections(String cause) {
        real.replaceConnections(cause);
    }

    @Override
    public Optional<String> trouble() {
        return real.trouble();
    }
}
