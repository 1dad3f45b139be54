package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.sql.DatabaseSchema;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Statements on the connection of a Hibernate Reactive session, and therefore in its transaction. They bypass
 * Hibernate's native queries, which parse each statement anew and flush the session first.
 */
record SessionSql(ReactiveConnection connection, DatabaseSchema schema) implements Sql {

    private record SessionRow(@Nullable Object[] values) implements ReactiveRow {

        @Override
        public @Nullable Object value(int column) {
            return values[column];
        }
    }

    static SessionSql of(Mutiny.Session session, DatabaseSchema schema) {
        return new SessionSql(((MutinySessionImpl) session).getReactiveConnection(), schema);
    }

    /** Sends statements without parameters, ahead of those that follow. */
    Uni<Void> send(String statements) {
        return Uni.createFrom().completionStage(connection.executeUnprepared(statements));
    }

    @Override
    public Uni<List<Row>> select(String sql, @Nullable Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection.select(schema.qualify(sql), Parameters.of(parameters)))
                .map(SessionSql::rows);
    }

    @Override
    public Uni<Void> execute(String sql, @Nullable Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection.update(schema.qualify(sql), Parameters.of(parameters)))
                .replaceWithVoid();
    }

    private static List<Row> rows(ReactiveConnection.Result found) {
        List<Row> rows = new ArrayList<>(found.size());
        found.forEachRemaining(values -> rows.add(new SessionRow(values)));
        return rows;
    }
}
