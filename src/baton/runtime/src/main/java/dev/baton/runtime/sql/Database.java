package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/**
 * The port to the database for the work that Baton does on its own: relay, retry, schedules, dead letters, health. No
 * code of the application takes part in it. A statement that is run on the database itself is a transaction of its own.
 * Work that failed only because it collided with another transaction is repeated.
 */
public interface Database extends Sql {

    /** Returns the only row of a query that runs too rarely to be prepared. It takes one round trip. */
    Uni<Row> ask(String query);

    /** Returns the same, with what is known about the connection. */
    default Uni<Answer> askOnConnection(String query) {
        return ask(query).map(row -> new Answer(row, 0));
    }

    /**
     * The answer to a query.
     *
     * @param backend the number of the server's process, as it was given when the connection was opened; 0 if it is not
     *     known. A pooler gives another number than {@code pg_backend_pid()} does
     */
    record Answer(Row row, int backend) {}

    /**
     * Runs the work in one transaction, in which each statement sees what was committed before it. If the work or the
     * commit fails, the transaction is rolled back.
     */
    <T> Uni<T> inTransaction(Function<Sql, Uni<T>> work);

    /**
     * Runs work that may block in such a transaction, on the calling thread. The statements that the work returns are
     * its last. They must all be sent at once, because the commit follows them without waiting for their answers: it
     * commits the others even if the client finds out too late that it can't encode a parameter of one of them. Work must
     * not recover from a statement that failed, since nothing of it is committed then. The work is not repeated. Blocks;
     * not for the event loop.
     */
    <T> T inTransactionAndAwait(Function<Sql, Uni<T>> work);

    /**
     * Returns the error code with which PostgreSQL rejected a statement of Baton or of the application; empty if this
     * exception does not have one. Its causes do not count.
     */
    Optional<String> errorCode(Throwable failure);

    /** Closes each connection as soon as it is not in use, because new ones may reach a server that accepts writes. */
    void replaceConnections(String cause);

    /**
     * Returns the error, such as a full disk, with which the database made statements fail within the last seconds;
     * empty if there was none.
     */
    Optional<String> trouble();
}
