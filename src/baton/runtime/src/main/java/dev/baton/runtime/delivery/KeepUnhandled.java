package dev.baton.runtime.delivery;

import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.delivery.Outcome.Rejected;
import dev.baton.runtime.delivery.Outcome.TooNew;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps waiting events in the retry table and stores rejected events as dead letters. */
@Singleton
class KeepUnhandled implements Step {

    private final Failures failures;

    KeepUnhandled(Failures failures) {
        this.failures = failures;
    }

    @Override
    public Uni<Void> apply(Batch batch, Transaction transaction) {
        List<FailedEvent> waiting = batch.which(Delivery::waits).stream()
                .map(delivery -> untried(batch, delivery))
                .toList();
        return failures.park(transaction.sql(), batch.function(), waiting)
                .chain(() -> Multi.createFrom()
                        .iterable(batch.which(delivery -> delivery.outcome() instanceof Rejected))
                        .onItem()
                        .transformToUniAndConcatenate(rejected -> giveUp(batch, rejected, transaction))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private static FailedEvent untried(Batch batch, Delivery delivery) {
        IncomingEvent event = delivery.event();
        FailedEvent untried = new FailedEvent(batch.function().name(), event.event(), event.key(), event.origin(), 0);
        return delivery.outcome() instanceof TooNew ? untried.butTooNew() : untried;
    }

    private Uni<Void> giveUp(Batch batch, Delivery delivery, Transaction transaction) {
        return delivery.outcome() instanceof Rejected rejected
                ? failures.giveUpClaimed(transaction.sql(), batch.function(), delivery.event(), rejected.cause())
                : Uni.createFrom().voidItem();
    }
}
