package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/**
 * The port to the transactions that Baton shares with the code of the application: the transaction of a delivery, in
 * which the function takes part, and the transaction of a caller that publishes.
 */
public interface UnitOfWork {

    /**
     * Runs the work in one transaction, and commits it when the work has succeeded. If the work or the commit fails,
     * the transaction is rolled back, and the Uni fails. Code of the application that the work calls is in the same
     * transaction. Must be subscribed on a duplicated Vert.x context of an event loop.
     */
    <T> Uni<T> run(Function<Transaction, Uni<T>> work);

    /**
     * Returns statements in the transaction of the calling code, which may run on any thread; empty when it does not
     * have one.
     */
    Optional<Sql> ofCaller();
}
