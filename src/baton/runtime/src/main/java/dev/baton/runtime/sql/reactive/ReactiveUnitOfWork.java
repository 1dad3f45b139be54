package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.Transaction;
import dev.baton.runtime.sql.UnitOfWork;
import io.smallrye.mutiny.Uni;
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
        return Optional.ofNullable(sessions.getCurrentSession())
                .filter(session -> session.isOpen() && session.currentTransaction() != null)
                .map(SessionSql::of);
    }
}
