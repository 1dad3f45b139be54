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

        static SessionTransaction of(Mutiny.Session session) {
            return new SessionTransaction(SessionSql.of(session), SessionMark.in(session));
        }

        @Override
        public boolean intact() {
            return mark.isThere();
        }
    }

    private final Mutiny.SessionFactory sessions;

    ReactiveUnitOfWork(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public <T> Uni<T> run(Function<Transaction, Uni<T>> work) {
        return sessions.withTransaction((session, begun) -> work.apply(SessionTransaction.of(session)));
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
