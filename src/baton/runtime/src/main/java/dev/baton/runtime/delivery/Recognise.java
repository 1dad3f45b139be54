package dev.baton.runtime.delivery;

import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.inbox.Inbox;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognises waiting events that were handled before. Runs no query if no event waits. */
@Singleton
class Recognise implements Step {

    private final Inbox inbox;

    Recognise(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Uni<Void> apply(Batch batch, Transaction transaction) {
        List<Delivery> waiting = batch.which(Delivery::waits);
        return inbox.handled(transaction.sql(), batch.function().name(), Batch.ids(waiting))
                .invoke(handled -> end(waiting, handled))
                .replaceWithVoid();
    }

    private static void end(List<Delivery> waiting, Set<EventId> handled) {
        for (Delivery delivery : waiting) {
            if (handled.contains(delivery.id())) {
                delivery.end(new Duplicate(Optional.empty()));
            }
        }
    }
}
