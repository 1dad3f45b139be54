package dev.baton.runtime.delivery;

import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.inbox.Inbox;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.sql.DatabaseErrors;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
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

    /**
     * Fails with {@link InProgressException} if another delivery holds one of the events for too long, and with an
     * {@link IllegalStateException} if a new event of the retry table is behind a duplicate of its key.
     */
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
                .invoke(() -> {
                    if (batch.terms().pastParked()) {
                        checkOrder(claimed);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Another process may have given up on the duplicate, because this one was slow. The event then holds the key, and
     * those behind it have to wait.
     */
    private static void checkOrder(List<Delivery> claimed) {
        Set<String> keys = new HashSet<>();
        for (Delivery delivery : claimed) {
            String key = delivery.event().key();
            if (key != null && !delivery.isPending()) {
                keys.add(key);
            } else if (key != null && keys.contains(key)) {
                throw new IllegalStateException("event " + delivery.id().id() + " with key " + key
                        + " is parked behind an event that was handled elsewhere; it is delivered alone");
            }
        }
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
