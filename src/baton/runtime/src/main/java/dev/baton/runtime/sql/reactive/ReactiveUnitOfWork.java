package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.Transaction;
import dev.baton.runtime.sql.UnitOfWork;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
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

    private final Mutiny.SessionFactory sessions;
    private final String beginning;

    ReactiveUnitOfWork(Mutiny.SessionFactory sessions, Connections connections) {
        this.sessions = sessions;
        this.beginning = connections.limits().beginning();
    }

    @Override
    public <T> Uni<T> run(Function<Transaction, Uni<T>> work) {
        return sessions.withTransaction((session, begun) -> run(session, work));
    }

    /** Does not wait for the beginning before it sends the first statement, which follows on the same connection. */
    private <T> Uni<T> run(Mutiny.Session session, Function<Transaction, Uni<T>> work) {
        SessionSql sql = SessionSql.of(session);
        Uni<Void> begun = sql.send(beginning);
        return work.apply(SessionTransaction.of(sql, session)).onItemOrFailure().call(() -> begun);
    }

    @Override
    public Optional<Sql> ofCaller() {
        return current()
                .filter(session -> session.currentTransaction() != null && mayBeOpen(session))
                .map(ReactiveUnitOfWork::statements);
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
    private static Sql statements(Mutiny.Session session) {
        return Context.isOnEventLoopThread()
                ? SessionSql.of(session)
                : new OnContext(Vertx.currentContext(), () -> SessionSql.of(session));
    }
}
