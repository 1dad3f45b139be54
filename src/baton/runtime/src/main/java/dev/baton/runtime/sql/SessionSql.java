package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;

/**
 * Statements on the connection of a Hibernate Reactive session, and therefore in its transaction. They bypass
 * Hibernate's native queries, which parse each statement anew and flush the session first.
 */
public record SessionSql(ReactiveConnection connection) implements Sql {

    private record SessionRow(Object[] values) implements ReactiveRow {

        @Override
        public Object value(int column) {
            return values[column];
        }
    }

    public static SessionSql of(Mutiny.Session session) {
        return new SessionSql(((MutinySessionImpl) session).getReactiveConnection());
    }

    /** Returns statements in the transaction of the calling code; empty when it does not have one. */
    public static Optional<SessionSql> ofCaller(Mutiny.SessionFactory sessions) {
        return Optional.ofNullable(sessions.getCurrentSession())
                .filter(session -> session.isOpen() && session.currentTransaction() != null)
                .map(SessionSql::of);
    }

    @Override
    public Uni<List<Row>> select(String sql, Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection.select(sql, Parameters.of(parameters)))
                .map(SessionSql::rows);
    }

    @Override
    public Uni<Void> execute(String sql, Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection.update(sql, Parameters.of(parameters)))
                .replaceWithVoid();
    }

    private static List<Row> rows(ReactiveConnection.Result found) {
        List<Row> rows = new ArrayList<>(found.size());
        found.forEachRemaining(values -> rows.add(new SessionRow(values)));
        return rows;
    }
}
