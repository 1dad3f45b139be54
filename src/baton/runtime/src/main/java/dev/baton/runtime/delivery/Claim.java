package dev.baton.runtime.delivery;

import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.inbox.Inbox;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.sql.DatabaseErrors;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Enters the pending events in the inbox. An event that is already there is a duplicate. */
@Singleton
class Claim implements Step {

    private final Inbox inbox;
    private final DatabaseErrors errors;

    Claim(Inbox inbox, DatabaseErrors errors) {
        this.inbox = inbox;
        this.errors = errors;
    }

    /** Fails with {@link InProgressException} if another delivery holds one of the events for too long. */
    @Override
    public Uni<Void> apply(Batch batch, Transaction transaction) {
        List<Delivery> claimed = batch.pending();
        return inbox.claim(
                        transaction.sql(),
                        batch.function().name(),
                        Batch.ids(claimed),
                        batch.terms().patience())
                .onFailure(errors::lockNotAvailable)
                .transform(InProgressException::new)
                .invoke(fresh -> end(claimed, fresh))
                .replaceWithVoid();
    }

    /** Ends duplicates. If a batch contains the same event twice, only the first one is new. */
    private static void end(List<Delivery> claimed, Set<EventId> fresh) {
        for (Delivery delivery : claimed) {
            if (!fresh.remove(delivery.id())) {
                delivery.end(new Duplicate(Optional.empty()));
            }
        }
    }
}
