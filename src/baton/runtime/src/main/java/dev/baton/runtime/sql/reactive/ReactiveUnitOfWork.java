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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** The transactions of Hibernate Reactive sessions. The session of the current Vert.x context is the application's. */
@Singleton
class ReactiveUnitOfWork implements UnitOfWork {

    private record SessionTransaction(SessionSql sql, SessionMark mark, List<CompletableFuture<Void>> sent)
            implements Transaction {

        static SessionTransaction of(SessionSql sql, Mutiny.Session session) {
            return new SessionTransaction(sql, SessionMark.in(session), new ArrayList<>());
        }

        @Override
        public void send(Uni<Void> statement) {
            sent.add(statement.subscribeAsCompletionStage());
        }

        @Override
        public boolean intact() {
            return mark.isThere();
        }

        /** Fails with the first statement that failed. PostgreSQL rejects those behind it without a reason of their own. */
        Uni<Void> answered() {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (CompletableFuture<Void> statement : sent) {
                all = all.chain(() -> Uni.createFrom().completionStage(statement));
            }
            return all;
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

    /**
     * Does not wait for the beginning before it sends the first statement, which follows on the same connection. The
     * changes of the session are written behind the last one, and not looked for once more at the commit.
     */
    private <T> Uni<T> run(Mutiny.Session session, Function<Transaction, Uni<T>> work) {
        if (session.getBatchSize() == null) {
            session.setBatchSize(ROWS_AT_ONCE);
        }
        SessionTransaction transaction = SessionTransaction.of(SessionSql.of(session, schema), session);
        transaction.send(transaction.sql().send(beginning));
        return work.apply(transaction)
                .call(() -> flush(session))
                .onFailure()
                .recoverWithUni(failure ->
                        transaction.answered().chain(() -> Uni.createFrom().failure(failure)))
                .call(transaction::answered);
    }

    private static Uni<Void> flush(Mutiny.Session session) {
        return session.getFlushMode() == FlushMode.MANUAL
                ? Uni.createFrom().voidItem()
                : session.flush().invoke(() -> session.setFlushMode(FlushMode.MANUAL));
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
