package dev.baton.runtime.delivery;

import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;

/** One step of a delivery. It ends deliveries of the batch with an outcome, or acts on those that have one. */
interface Step {

    /** Runs the step within the transaction. A failure rolls the whole batch back. */
    Uni<Void> apply(Batch batch, Transaction transaction);
}
