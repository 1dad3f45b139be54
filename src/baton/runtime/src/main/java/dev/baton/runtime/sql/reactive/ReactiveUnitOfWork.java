package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.sql.DatabaseSchema;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.Transaction;
import dev.baton.runtime.sql.UnitOfWork;
import io.quarkus.hibernate.orm.PersistenceUnit.PersistenceUnitLiteral;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The transactions of Hibernate Reactive sessions. The session of the current Vert.x context is the application's. */
@Singleton
class ReactiveUnitOfWork implements UnitOfWork {

    private record SessionTransaction(Sql sql, SessionMark mark) implements Transaction {

        static SessionTransaction of(SessionSql sql, Mutiny.Session session) {
            return new SessionTransaction(sql, SessionMark.in(session));
        }

        @Override
        public boolean intact() {
            return mark.isThere();
        }
    }

    /** How many rows of one table Hibernate writes at once, unless the application sets {@code statement-batch-size}. */
    private static final int ROWS_AT_ONCE = 500;

    private final Mutiny.SessionFactory sessions;
    private final String beginning;
    private final DatabaseSchema schema;

    ReactiveUnitOfWork(
            TablesDatasource datasource,
            @Any Instance<Mutiny.SessionFactory> factories,
            Connections connections,
            DatabaseSchema schema) {
        this.sessions = factories.select(qualifier(datasource)).get();
        this.schema = schema;
        this.beginning = connections.limits().beginning();
    }

    private static Annotation qualifier(TablesDatasource datasource) {
        return datasource
                .persistenceUnit()
                .<Annotation>map(PersistenceUnitLiteral::new)
                .orElse(Default.Literal.INSTANCE);
    }

    @Override
    public <T> Uni<T> run(Function<Transaction, Uni<T>> work) {
        return sessions.withTransaction((session, begun) -> run(session, work));
    }

    /** Does not wait for the beginning before it sends the first statement, which follows on the same connection. */
    private <T> Uni<T> run(Mutiny.Session session, Function<Transaction, Uni<T>> work) {
        if (session.getBatchSize() == null) {
            session.setBatchSize(ROWS_AT_ONCE);
        }
        SessionSql sql = SessionSql.of(session, schema);
        Uni<Void> begun = sql.send(beginning);
        return work.apply(SessionTransaction.of(sql, session)).onItemOrFailure().call(() -> begun);
    }

    @Override
    public Optional<Sql> ofCaller() {
        return current()
                .filter(session -> session.currentTransaction() != null && mayBeOpen(session))
                .map(this::statements);
    }

    /** Returns the session of the calling code. Quarkus allows sessions on isolated contexts only. */
    private Optional<Mutiny.Session> current() {
        Context context = Vertx.currentContext();
        if (context == null || !VertxContext.isDuplicatedContext(context)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(sessions.getCurrentSession());
        } catch (IllegalStateException notIsolated) {
            return Optional.empty();
        }
    }

    /** Returns whether the session is open, as far as this thread may ask it. */
    private static boolean mayBeOpen(Mutiny.Session session) {
        return !Context.isOnEventLoopThread() || session.isOpen();
    }

    /** Returns the statements of the session. A blocking function calls them on a worker thread of its context. */
    private Sql statements(Mutiny.Session session) {
        return Context.isOnEventLoopThread()
                ? SessionSql.of(session, schema)
                : new OnContext(Vertx.currentContext(), () -> SessionSql.of(session, schema));
    }
}
